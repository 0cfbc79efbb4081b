package winnow.bench.job;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks ten times a second what the processes of one home have used. What a process does in the tenth of a second before
 * it ends is missed. Has a thread of its own.
 */
final class ProcessWatch implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final String home;
    private final Map<Long, Seen> seen = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "process-watch");
    private final long started = System.nanoTime();

    /** @param before processor seconds that it had when it was seen first, if it was there before */
    private record Seen(String role, double before, double now, long peak) {}

    ProcessWatch(String home) {
        this.home = home;
        look(true);
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (!closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                look(false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A sender is told neither way. */
    private boolean isChild(ProcessHandle process) {
        return process.parent().filter(parent -> seen.containsKey(parent.pid())).isPresent();
    }

    private void look(boolean first) {
        ProcessHandle.allProcesses().forEach(handle -> {
            ProcFile process = new ProcFile(handle.pid());
            Seen known = seen.get(process.pid());
            if (known != null || process.isOf(home) || isChild(handle)) {
                process.role().ifPresent(role -> look(process, role, known, first));
            }
        });
    }

    private void look(ProcFile process, String role, @Nullable Seen known, boolean first) {
        double now = process.processorSeconds().orElse(known == null ? 0 : known.now());
        double before = known != null ? known.before() : first ? now : 0;
        long peak = process.peakMebibytes().orElse(known == null ? 0 : known.peak());
        seen.put(process.pid(), new Seen(role, before, now, peak));
    }

    /** What there was until now. */
    Usage usage() {
        double seconds = (System.nanoTime() - started) / 1e9;
        look(false);
        Map<String, Double> processor = new HashMap<>();
        Map<String, Long> peaks = new HashMap<>();
        for (Seen process : seen.values()) {
            processor.merge(process.role(), process.now() - process.before(), Double::sum);
            peaks.merge(process.role(), process.peak(), Math::max);
        }
        return new Usage(seconds, processor, peaks);
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
