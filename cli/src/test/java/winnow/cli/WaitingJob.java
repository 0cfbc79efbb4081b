package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A job that has a middle, on a machine of any speed: its model does nothing but wait, its chunks are small enough for results
 * to come one after the other, and its sender is there nearly as long as it, for few of the rows may be under way. Two
 * instances of two threads need some 20 s for 60,000 rows.
 *
 * @param input where the rows come from, as {@code run} and {@code classify} understand it
 */
record WaitingJob(List<String> input) {
    private static final List<String> WAITING =
            List.of("--model", "sleep:250ms", "--chunk-rows", "200", "--window", "1MiB");

    /** A row gets the same however long the model waits. */
    private static final List<String> HARDLY_WAITING = List.of("--model", "sleep:1us");

    static WaitingJob of(int rows) {
        return new WaitingJob(List.of("--rows", Integer.toString(rows)));
    }

    /** The arguments of {@code run}. */
    String[] arguments() {
        return Stream.of(input, WAITING).flatMap(List::stream).toArray(String[]::new);
    }

    /** Classifies the rows without a cluster. */
    Path oracle(BinWinnow winnow) {
        Path log = winnow.file("oracle.log");
        BinWinnow.Result direct =
                winnow.run(Stream.of(List.of("classify"), input, HARDLY_WAITING, List.of(log.toString()))
                        .flatMap(List::stream)
                        .toArray(String[]::new));
        assertThat(direct.exitCode()).as(direct.err()).isZero();
        return log;
    }
}
