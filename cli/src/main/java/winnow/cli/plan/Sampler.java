package winnow.cli.plan;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import winnow.classifier.model.Classifier;
import winnow.classifier.pipeline.Pipeline;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobSpec;
import winnow.sender.cut.Cutter;
import winnow.sender.source.RowSource;

/** Reads the beginning of an input, and classifies it again and again until the code has warmed up. */
final class Sampler {
    /** More say no more of the rows, and begin to take time. */
    private static final long MOST_ROWS = 100_000;

    private static final long MOST_BYTES = 32 << 20;
    private static final Duration WARM_UP = Duration.ofMillis(1500);
    private static final Duration MEASURED = Duration.ofMillis(1500);

    private final JobSpec job;

    Sampler(JobSpec job) {
        this.job = job;
    }

    /** What was read, and of how many rows. */
    private record Beginning(List<RowsFrame> chunks, long rows, long bytes, long totalRows, boolean exact) {}

    /** What so many rows took. */
    private record Pass(long rows, long resultBytes, double micros, double busyMicros) {}

    Sample sample(Classifier classifier) {
        Beginning beginning = read();
        if (beginning.rows() == 0) {
            return new Sample(0, 0, 0, 0, true, 0, 0);
        }
        Pipeline pipeline = new Pipeline(job.format(), classifier, job.timeLimit());
        classify(beginning.chunks(), pipeline, WARM_UP);
        Pass pass = classify(beginning.chunks(), pipeline, MEASURED);
        double again = (double) beginning.rows() / pass.rows();
        return new Sample(
                beginning.rows(),
                beginning.bytes(),
                Math.round(pass.resultBytes() * again),
                beginning.totalRows(),
                beginning.exact(),
                pass.micros(),
                pass.busyMicros());
    }

    private Beginning read() {
        List<RowsFrame> chunks = new ArrayList<>();
        long rows = 0;
        long bytes = 0;
        try (RowSource source = RowSource.open(job.input())) {
            CountedSource counted = new CountedSource(source);
            Cutter cutter = new Cutter(counted, job.format(), job.cut());
            while (rows < MOST_ROWS && bytes < MOST_BYTES) {
                RowsFrame chunk = cutter.next();
                if (chunk == null) {
                    return new Beginning(chunks, rows, bytes, rows, true);
                }
                chunks.add(chunk);
                rows += chunk.rows();
                bytes += chunk.bytes().length + chunk.rejects().length;
            }
            if (job.input() instanceof JobInput.Generated generated) {
                return new Beginning(chunks, rows, bytes, generated.rows(), true);
            }
            double share = source.share() * bytes / counted.bytes(); // the cutter has read ahead of what it has cut
            return new Beginning(chunks, rows, bytes, Math.max(rows, Math.round(rows / share)), false);
        }
    }

    /** Goes through the chunks, from the first again after the last, for so long. */
    private static Pass classify(List<RowsFrame> chunks, Pipeline pipeline, Duration atLeast) {
        long rows = 0;
        long resultBytes = 0;
        long busy = busyNanos();
        long started = System.nanoTime();
        for (int next = 0; next == 0 || System.nanoTime() - started < atLeast.toNanos(); next++) {
            RowsFrame chunk = chunks.get(next % chunks.size());
            resultBytes += pipeline.classify(chunk).results().length;
            rows += chunk.rows();
        }
        double micros = (System.nanoTime() - started) / 1e3 / rows;
        double busyMicros = Math.min(micros, (busyNanos() - busy) / 1e3 / rows);
        return new Pass(rows, resultBytes, micros, busyMicros);
    }

    /** Of this process, and of a program that is the model. */
    private static long busyNanos() {
        long own = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        return own
                + ProcessHandle.current()
                        .descendants()
                        .mapToLong(child -> child.info()
                                .totalCpuDuration()
                                .map(Duration::toNanos)
                                .orElse(0L))
                        .sum();
    }
}
