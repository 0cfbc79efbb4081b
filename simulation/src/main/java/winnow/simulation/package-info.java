/**
 * The protocol in one thread: the programs' own decisions between a broker, a disk and a user that are played, each of
 * which does the worst that it may. A schedule is a pure function of its seed. Start reading in
 * {@link winnow.simulation.Simulation}.
 */
@NullMarked
package winnow.simulation;

import org.jspecify.annotations.NullMarked;
