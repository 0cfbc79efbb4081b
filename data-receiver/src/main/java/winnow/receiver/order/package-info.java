/**
 * Which frame comes next: frames arrive in order within a partition and in any order across partitions, and leave in
 * the order of their numbers. Start reading in {@link winnow.receiver.order.FrameOrder}.
 */
@NullMarked
package winnow.receiver.order;

import org.jspecify.annotations.NullMarked;
