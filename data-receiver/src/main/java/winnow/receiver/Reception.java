package winnow.receiver;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.job.RejectLimit;
import winnow.protocol.member.Progress;
import winnow.receiver.log.Mark;
import winnow.receiver.log.ResultsLog;
import winnow.receiver.order.Arrival;
import winnow.receiver.order.WaitingFrames;

/**
 * The loop: takes frames from the topic, appends each when its number is next, and now and then makes them safe. It
 * decides nothing but when to sync. One thread, but for {@link #progress}.
 */
final class Reception {
    /** What a crash costs at most, and how far the offsets lag behind; a sync of so little takes a few milliseconds. */
    private static final Duration SYNC_EVERY = Duration.ofMillis(500);

    /** After so long without a frame the topic is idle, and what is there is made safe. */
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);

    private final ResultsTopic topic;
    private final ResultsLog log;
    private final RejectLimit maxRejects;
    private final Runnable ensureActive;
    private final LongSupplier nanoTime;
    private final WaitingFrames frames;
    private long committed;
    private long committedAt;
    private volatile Progress progress;

    /** @param ensureActive asked again and again; throws when somebody else has ended the job */
    Reception(
            ResultsTopic topic,
            int partitions,
            ResultsLog log,
            RejectLimit maxRejects,
            Runnable ensureActive,
            LongSupplier nanoTime) {
        this.topic = topic;
        this.log = log;
        this.maxRejects = maxRejects;
        this.ensureActive = ensureActive;
        this.nanoTime = nanoTime;
        this.committed = log.appended().next();
        this.frames = new WaitingFrames(partitions, committed);
        this.progress = progressOf(log.appended());
    }

    /** @return the manifest, when every frame before it is in the log and all sums are right */
    Manifest run() {
        try {
            topic.start(log.appended().next());
            committedAt = nanoTime.getAsLong();
            return follow();
        } catch (WakeupException e) {
            log.sync();
            throw ExitCode.INTERRUPTED.because(
                    "interrupted: %d rows are safe in %s, and the same command goes on with chunk %d"
                            .formatted(
                                    log.safe().rows(),
                                    log.parts().log(),
                                    log.safe().next()),
                    e);
        } catch (InterruptException e) { // an interrupted thread cannot sync: its files close under it
            throw ExitCode.INTERRUPTED.because("interrupted: the same command goes on from the last sync", e);
        }
    }

    private Manifest follow() {
        while (true) {
            ensureActive.run();
            List<Arrival> arrivals = topic.poll(LONGEST_POLL);
            arrivals.forEach(frames::add);
            Manifest manifest = appendWhatIsNext();
            progress = progressOf(log.appended());
            if (manifest != null) {
                check(manifest);
                return manifest;
            }
            topic.pauseOnly(frames.waiting());
            commitIfDue(arrivals.isEmpty());
        }
    }

    /** @return the manifest if it was next */
    private @Nullable Manifest appendWhatIsNext() {
        for (Arrival arrival = frames.take(); arrival != null; arrival = frames.take()) {
            if (arrival.frame() instanceof Manifest manifest) {
                return manifest;
            }
            append(results(arrival));
        }
        return null;
    }

    private static ResultsFrame results(Arrival arrival) {
        Frame frame = arrival.frame();
        if (frame instanceof ResultsFrame results) {
            return results;
        }
        throw ExitCode.FAILED.because("chunk " + frame.number() + " in partition " + arrival.partition()
                + " of the results topic, offset " + arrival.offset() + ", holds rows that were not classified:"
                + " something other than Winnow's instances wrote it, run the job again");
    }

    private void append(ResultsFrame frame) {
        log.append(frame);
        if (maxRejects.exceededBy(log.appended().rejected())) {
            throw tooManyRejects(log.appended().rows() + " rows so far");
        }
    }

    /** Rule 3: only the manifest says that all is there, and then all has to be there. */
    private void check(Manifest manifest) {
        Mark mark = log.appended();
        if (manifest.rows() != mark.rows()) {
            throw ExitCode.FAILED.because("the input has " + manifest.rows() + " rows in " + manifest.number()
                    + " chunks, and " + mark.rows() + " rows came back in " + mark.next()
                    + " (classified " + mark.classified() + ", rejected " + mark.rejected() + "): run the job again");
        }
        if (maxRejects.exceededBy(mark.rejected(), mark.rows())) {
            throw tooManyRejects(mark.rows() + " rows");
        }
    }

    private RuntimeException tooManyRejects(String rows) {
        log.sync(); // somebody will want to read them
        return ExitCode.TOO_MANY_REJECTS.because(
                "%d of %s were rejected, and at most %s may be (--max-rejects): %s says why"
                        .formatted(
                                log.appended().rejected(),
                                rows,
                                maxRejects,
                                log.parts().rejects()));
    }

    private void commitIfDue(boolean idle) {
        long now = nanoTime.getAsLong();
        boolean due = idle || now - committedAt >= SYNC_EVERY.toNanos();
        if (due && committed < frames.next()) {
            log.sync();
            topic.commit(frames);
            committed = frames.next();
            committedAt = now;
        }
    }

    private static Progress progressOf(Mark mark) {
        return new Progress(mark.rows(), mark.rejected(), 0);
    }

    /** How far the log goes, with what an earlier run has appended. Any thread. */
    Progress progress() {
        return progress;
    }

    /** Frames that came again and were skipped. */
    long duplicates() {
        return frames.duplicates();
    }
}
