/**
 * What a kind of model costs, CSV included. Start reading in {@link winnow.bench.ModelBenchmark}.
 */
@NullMarked
package winnow.bench;

import org.jspecify.annotations.NullMarked;
