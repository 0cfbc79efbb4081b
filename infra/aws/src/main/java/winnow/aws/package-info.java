/**
 * Machines of AWS for a cluster: what {@code make plan}, {@code up} and {@code down} do with {@code TARGET=aws}. Start
 * reading in {@link winnow.aws.Aws}, then {@link winnow.aws.ClusterStack}.
 */
@NullMarked
package winnow.aws;

import org.jspecify.annotations.NullMarked;
