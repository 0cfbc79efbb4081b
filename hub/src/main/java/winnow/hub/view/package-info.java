/**
 * What the page and the API show, made of what the members and the jobs say over time. No I/O; time is an argument. Start
 * reading in {@link winnow.hub.view.LiveViews}.
 */
@NullMarked
package winnow.hub.view;

import org.jspecify.annotations.NullMarked;
