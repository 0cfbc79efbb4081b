/**
 * The cluster and its jobs as {@code winnow status} shows them. Start reading in
 * {@link winnow.cli.status.ClusterStatus}.
 */
@NullMarked
package winnow.cli.status;

import org.jspecify.annotations.NullMarked;
