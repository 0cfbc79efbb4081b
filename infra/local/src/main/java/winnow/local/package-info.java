/**
 * Brokers and instances as processes of this machine: what {@code winnow up} starts and {@code winnow down} stops.
 * Start reading in {@link winnow.local.LocalCluster}.
 */
@NullMarked
package winnow.local;

import org.jspecify.annotations.NullMarked;
