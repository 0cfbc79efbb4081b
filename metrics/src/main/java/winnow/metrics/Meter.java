package winnow.metrics;

import java.util.List;
import java.util.stream.Stream;

/** Every meter of our own, as Prometheus gets it. docs/METRICS.md lists the same. */
enum Meter {
    READY("winnow_ready", Type.GAUGE, Of.PROGRAM, "1 if the program is ready to work, else 0."),
    HEAP_USED("winnow_heap_used_bytes", Type.GAUGE, Of.PROGRAM, "Memory in use on the Java heap."),
    HEAP_MAX("winnow_heap_max_bytes", Type.GAUGE, Of.PROGRAM, "What the Java heap may grow to."),
    PROCESSOR("winnow_processor_seconds", Type.COUNTER, Of.PROGRAM, "Processor time of the process since its start."),
    ROWS_IN("winnow_rows_in", Type.COUNTER, Of.JOB, "Rows that the program has read."),
    BYTES_IN("winnow_in_bytes", Type.COUNTER, Of.JOB, "Bytes of rows that the program has read."),
    ROWS_OUT(
            "winnow_rows_out",
            Type.COUNTER,
            Of.JOB,
            "Rows that the program has written, rejected ones included: acknowledged by Kafka (sender), passed on"
                    + " (instance), appended to the results (receiver)."),
    BYTES_OUT(
            "winnow_out_bytes",
            Type.COUNTER,
            Of.JOB,
            "Bytes of rows, results and rejects that the program has written."),
    CHUNKS("winnow_chunks", Type.COUNTER, Of.JOB, "Chunks that the program is through with."),
    ROWS_REJECTED(
            "winnow_rows_rejected",
            Type.COUNTER,
            Of.JOB,
            "Rejected rows among those that went through the program, by the code of rejects.csv.",
            "code"),
    ROWS_CLASSIFIED(
            "winnow_rows_classified",
            Type.COUNTER,
            Of.JOB,
            "Rows that an instance has classified, by label. One series with an empty label if the model gives no labels,"
                    + " or more than 1,000 different ones.",
            "label"),
    CHUNK_LATENCY(
            "winnow_chunk_latency_seconds",
            Type.HISTOGRAM,
            Of.JOB,
            "Time of a chunk in one stage: queue, parse, classify and the three together as pipeline (instance), write"
                    + " (receiver).",
            "stage"),
    THREAD_SHARE(
            "winnow_thread_share_ratio",
            Type.GAUGE,
            Of.JOB,
            "Share of a thread's time that goes into processing, waiting for records (poll) and making safe (commit).",
            "thread",
            "activity"),
    REBALANCES(
            "winnow_rebalances",
            Type.COUNTER,
            Of.JOB,
            "How often an instance's threads were given other partitions, but for the first time."),
    THREAD_RESTARTS(
            "winnow_thread_restarts",
            Type.COUNTER,
            Of.JOB,
            "Stream threads of an instance that died and were replaced."),
    NEXT_CHUNK(
            "winnow_next_chunk",
            Type.GAUGE,
            Of.JOB,
            "Number of the chunk that comes next: to be sent (sender), to be appended (receiver)."),
    LAG_CHUNKS(
            "winnow_lag_chunks",
            Type.GAUGE,
            Of.JOB,
            "Chunks sent and not acknowledged (sender), in the rows topic and not read (instance), waiting for their turn"
                    + " (receiver)."),
    ROWS_AHEAD("winnow_rows_ahead", Type.GAUGE, Of.JOB, "Rows of the chunks that wait for their turn (receiver)."),
    WAITING("winnow_waiting", Type.GAUGE, Of.JOB, "1 if something holds the program up that it can name, else 0."),
    DISK_FREE("winnow_disk_free_bytes", Type.GAUGE, Of.JOB, "Room on the disk where the results go (receiver).");

    enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    /** Whether a program has it once, or once for each job. */
    enum Of {
        PROGRAM(List.of("instance", "role")),
        JOB(List.of("job", "instance", "role"));

        @SuppressWarnings("ImmutableEnumChecker") // as List.of makes it
        private final List<String> labels;

        Of(List<String> labels) {
            this.labels = labels;
        }
    }

    private final String id;
    private final Type type;
    private final Of of;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // as List.of makes it
    private final List<String> more;

    Meter(String id, Type type, Of of, String help, String... more) {
        this.id = id;
        this.type = type;
        this.of = of;
        this.help = help;
        this.more = List.of(more);
    }

    /** The name as the Prometheus client wants it: of a counter without {@code _total}. */
    String id() {
        return id;
    }

    /** The name as Prometheus has it. */
    String exposed() {
        return type == Type.COUNTER ? id + "_total" : id;
    }

    Type type() {
        return type;
    }

    String help() {
        return help;
    }

    List<String> labels() {
        return Stream.concat(of.labels.stream(), more.stream()).toList();
    }
}
