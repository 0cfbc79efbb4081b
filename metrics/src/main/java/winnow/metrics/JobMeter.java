package winnow.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import winnow.protocol.frame.Reject;
import winnow.protocol.member.Histogram;
import winnow.protocol.member.JobFigures;
import winnow.protocol.member.ThreadShare;

/**
 * The figures of one job in one program. To be told of whole chunks, never of rows: that costs less than a microsecond, by
 * any thread. What is given as a supplier is asked for only when somebody looks, by that thread.
 */
public final class JobMeter {
    private final LongAdder rowsIn = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder rowsOut = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder chunks = new LongAdder();
    private final LongAdder rebalances = new LongAdder();
    private final LongAdder restarts = new LongAdder();
    private final Map<String, LongAdder> rejects = new ConcurrentHashMap<>();
    private final LabelCounts labels = new LabelCounts();
    private final Map<Stage, LatencyHistogram> latency = new EnumMap<>(Stage.class);

    private volatile LongSupplier nextChunk = () -> 0;
    private volatile LongSupplier lagChunks = () -> 0;
    private volatile LongSupplier rowsAhead = () -> 0;
    private volatile @Nullable LongSupplier diskFreeBytes;
    private volatile Supplier<List<ThreadShare>> threads = List::of;
    private volatile Supplier<@Nullable String> waiting = () -> null;

    public JobMeter() {
        for (Stage stage : Stage.values()) {
            latency.put(stage, new LatencyHistogram());
        }
    }

    public void read(long rows, long bytes) {
        rowsIn.add(rows);
        bytesIn.add(bytes);
    }

    public void wrote(long rows, long bytes) {
        rowsOut.add(rows);
        bytesOut.add(bytes);
    }

    public void chunkDone() {
        chunks.increment();
    }

    /** @param lines of rejects.csv, as a frame has them */
    public void rejected(byte[] lines) {
        if (lines.length > 0) {
            Reject.countByCode(lines)
                    .forEach((code, rows) -> rejects.computeIfAbsent(code, key -> new LongAdder())
                            .add(rows));
        }
    }

    public void classified(String label, long rows) {
        labels.add(label, rows);
    }

    /** Whether rows need not be counted by label any longer. */
    public boolean hasTooManyLabels() {
        return labels.tooMany();
    }

    public void took(Stage stage, long nanos) {
        LatencyHistogram histogram = latency.get(stage);
        if (histogram != null) {
            histogram.record(Math.max(0, nanos)); // clocks of two hosts may disagree
        }
    }

    /** @param since milliseconds of the epoch, by Kafka's clock */
    public void tookSince(Stage stage, long since) {
        took(stage, Duration.ofMillis(System.currentTimeMillis() - since).toNanos());
    }

    public void rebalanced() {
        rebalances.increment();
    }

    public void threadRestarted() {
        restarts.increment();
    }

    /** Number of the chunk that comes next. */
    public void nextChunk(LongSupplier number) {
        nextChunk = number;
    }

    public void lagChunks(LongSupplier frames) {
        lagChunks = frames;
    }

    public void rowsAhead(LongSupplier rows) {
        rowsAhead = rows;
    }

    public void diskFreeBytes(LongSupplier bytes) {
        diskFreeBytes = bytes;
    }

    public void threads(Supplier<List<ThreadShare>> shares) {
        threads = shares;
    }

    /** @param sentence what holds the program up; null while it goes on */
    public void waiting(Supplier<@Nullable String> sentence) {
        waiting = sentence;
    }

    /** What there was stays; what is asked for when somebody looks is not there any longer. */
    void rest() {
        long last = nextChunk.getAsLong();
        nextChunk = () -> last;
        lagChunks = () -> 0;
        rowsAhead = () -> 0;
        diskFreeBytes = null;
        threads = List::of;
        waiting = () -> null;
    }

    /** What it has come to so far. */
    public JobFigures figures() {
        LongSupplier free = diskFreeBytes;
        return new JobFigures(
                rowsIn.sum(),
                bytesIn.sum(),
                rowsOut.sum(),
                bytesOut.sum(),
                chunks.sum(),
                read(rejects),
                labels.read(),
                nextChunk.getAsLong(),
                lagChunks.getAsLong(),
                rowsAhead.getAsLong(),
                rebalances.sum(),
                restarts.sum(),
                free == null ? null : free.getAsLong(),
                histograms(),
                threads.get(),
                waiting.get());
    }

    private static SortedMap<String, Long> read(Map<String, LongAdder> counts) {
        SortedMap<String, Long> read = new TreeMap<>();
        counts.forEach((key, count) -> read.put(key, count.sum()));
        return read;
    }

    /** Of the stages that this program has. */
    private SortedMap<String, Histogram> histograms() {
        SortedMap<String, Histogram> read = new TreeMap<>();
        latency.forEach((stage, histogram) -> {
            if (!histogram.isEmpty()) {
                read.put(stage.label(), histogram.read());
            }
        });
        return read;
    }
}
