/**
 * What the hub has done to jobs on this machine, by the ways of the command line. Start reading in
 * {@link winnow.cli.hub.LocalDesk}.
 */
@NullMarked
package winnow.cli.hub;

import org.jspecify.annotations.NullMarked;
