package winnow.receiver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import winnow.metrics.JobMeter;
import winnow.metrics.Stage;
import winnow.metrics.ThreadTimes;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.job.JobSpec;
import winnow.protocol.member.Progress;
import winnow.receiver.log.DiskFullException;
import winnow.receiver.log.Mark;
import winnow.receiver.log.ResultsLog;
import winnow.receiver.order.Arrival;
import winnow.receiver.order.LostFrameException;
import winnow.receiver.order.WaitingFrames;
import winnow.receiver.tally.Tally;

/**
 * The loop: takes frames from the topic, appends each when its number is next, and now and then makes them safe. It
 * decides nothing but when to sync, when to look for a frame that does not come, and when there is room again. One
 * thread, but for {@link #progress}.
 */
final class Reception {
    /** What a crash costs at most, and how far the offsets lag behind; a sync of so little takes a few milliseconds. */
    private static final Duration SYNC_EVERY = Duration.ofMillis(500);

    private static final long NOTHING = -1;

    /** After so long without a frame the topic is idle, and what is there is made safe. */
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);

    /** After a restart, at each turn: some 30 ms in which frames wait. */
    private static final long VERIFIED_AT_ONCE = 8 << 20;

    private final ResultsTopic topic;
    private final JobSpec job;
    private final ResultsLog log;
    private final Standing standing;
    private final StallWatch stall;
    private final SafeFrames safeFrames;
    private final LongSupplier nanoTime;
    private final Duplicates duplicates;
    private final JobMeter meter;
    private final ThreadTimes times;
    private final CountedLines resultLines;
    private final CountedLines rejectLines = new CountedLines(',');
    private WaitingFrames frames;
    /** Rows that the files hold: before the mark as the index says, from there on as counted. */
    private long lines;

    private Tally tally;
    private long talliedFrom;
    private long committed = NOTHING;
    private long committedAt;
    private boolean commitFailed;
    private volatile Progress progress;
    private volatile Place place;

    /** Where it is, for those who look. */
    private record Place(long next, long waitingFrames, long waitingRows) {
        static Place of(WaitingFrames frames) {
            return new Place(frames.next(), frames.waitingFrames(), frames.waitingRows());
        }
    }

    Reception(
            ResultsTopic topic,
            JobSpec job,
            ResultsLog log,
            Standing standing,
            FrameSearch search,
            SafeFrames safeFrames,
            LongSupplier nanoTime,
            JobMeter meter) {
        this.topic = topic;
        this.job = job;
        this.log = log;
        this.standing = standing;
        this.stall = new StallWatch(search, nanoTime);
        this.safeFrames = safeFrames;
        this.nanoTime = nanoTime;
        this.duplicates = new Duplicates(log);
        this.frames = new WaitingFrames(job.partitions(), log.appended().next(), duplicates::add);
        this.resultLines = new CountedLines(job.format().delimiter());
        this.tally = Tally.of(job);
        this.lines = log.appended().rows();
        this.progress = progressOf(log.appended());
        this.place = Place.of(frames);
        this.meter = meter;
        this.times = new ThreadTimes("receiver", nanoTime);
        tell();
    }

    private void tell() {
        meter.threads(times::shares);
        meter.nextChunk(() -> place.next());
        meter.lagChunks(() -> place.waitingFrames());
        meter.rowsAhead(() -> place.waitingRows());
        meter.waiting(() -> progress.waiting());
    }

    /**
     * @return the manifest, when every frame before it is in the log and all sums are right
     * @throws LostFrameException if a frame will never come by these topics; what came before it is safe
     */
    Manifest run() {
        try {
            while (true) {
                try {
                    goOnAtTheMark();
                    return follow();
                } catch (DiskFullException e) {
                    awaitRoom(e);
                }
            }
        } catch (LostFrameException e) {
            log.sync();
            throw e;
        } catch (WakeupException e) {
            log.sync();
            throw interrupted(e);
        } catch (InterruptException e) { // an interrupted thread cannot sync: its files close under it
            throw ExitCode.INTERRUPTED.because("interrupted: the same command goes on from the last sync", e);
        }
    }

    private StopException interrupted(@Nullable WakeupException e) {
        String sentence = "interrupted: %d rows are safe in %s, and the same command goes on with chunk %d"
                .formatted(log.safe().rows(), log.parts().log(), log.safe().next());
        return e == null ? ExitCode.INTERRUPTED.because(sentence) : ExitCode.INTERRUPTED.because(sentence, e);
    }

    private void goOnAtTheMark() {
        long next = log.appended().next();
        frames = new WaitingFrames(job.partitions(), next, duplicates::add);
        tally = Tally.of(job);
        talliedFrom = log.appended().logBytes();
        topic.start(next);
        committed = NOTHING; // the sender waits by what is committed, and Kafka may have forgotten it
        committedAt = nanoTime.getAsLong();
    }

    private Manifest follow() {
        while (true) {
            standing.ensureAtWork();
            List<Arrival> arrivals = poll();
            arrivals.forEach(frames::add);
            Manifest manifest = appendWhatIsNext();
            progress = progressOf(log.appended());
            place = Place.of(frames);
            if (manifest != null) {
                check(manifest);
                log.sync();
                while (log.verifyMore(VERIFIED_AT_ONCE)) {
                    standing.ensureAtWork();
                }
                return manifest;
            }
            progress = progress.waiting(stall.look(frames.next(), topic));
            topic.pauseOnly(frames.waiting());
            commitIfDue(arrivals.isEmpty());
            log.verifyMore(VERIFIED_AT_ONCE);
        }
    }

    private List<Arrival> poll() {
        times.begin(ThreadTimes.Wait.POLL);
        List<Arrival> arrivals = topic.poll(LONGEST_POLL);
        times.end();
        for (Arrival arrival : arrivals) {
            if (arrival.frame() instanceof ResultsFrame results) {
                meter.read(results.rows(), bytes(results));
            }
        }
        return arrivals;
    }

    private static long bytes(ResultsFrame frame) {
        return (long) frame.results().length + frame.rejects().length;
    }

    /** @return the manifest if it was next */
    private @Nullable Manifest appendWhatIsNext() {
        for (Arrival arrival = frames.take(); arrival != null; arrival = frames.take()) {
            NextFrame.requireSameInput(arrival, log.appended());
            if (arrival.frame() instanceof Manifest manifest) {
                return manifest;
            }
            append(arrival);
            meter.tookSince(Stage.WRITE, arrival.appended());
        }
        return null;
    }

    private void append(Arrival arrival) {
        ResultsFrame frame = NextFrame.results(arrival);
        int results = resultLines.in(frame.results());
        int rejects = rejectLines.in(frame.rejects());
        NextFrame.requireItsRows(arrival, frame, results, rejects);
        log.append(frame);
        lines += results + rejects;
        tally.add(frame.results());
        meter.wrote(frame.rows(), bytes(frame));
        meter.rejected(frame.rejects());
        meter.chunkDone();
        if (job.maxRejects().exceededBy(log.appended().rejected())) {
            throw tooManyRejects(log.appended().rows() + " rows so far");
        }
    }

    private void check(Manifest manifest) {
        Mark mark = log.appended();
        NextFrame.requireAllRows(manifest, mark);
        if (job.maxRejects().exceededBy(mark.rejected(), mark.rows())) {
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
                                job.maxRejects(),
                                log.parts().rejects()));
    }

    private void commitIfDue(boolean idle) {
        long now = nanoTime.getAsLong();
        boolean due = (idle && !commitFailed) || now - committedAt >= SYNC_EVERY.toNanos();
        if (due && committed < frames.next()) {
            times.begin(ThreadTimes.Wait.COMMIT);
            log.sync();
            Map<TopicPartition, OffsetAndMetadata> offsets = topic.commit(frames);
            times.end();
            committedAt = now;
            commitFailed = offsets.isEmpty();
            if (!commitFailed) {
                committed = frames.next();
                safeFrames.delete(committed, offsets);
            }
        }
    }

    /** The partial frame is cut off, and with it all that was not safe: it is read again when there is room. */
    private void awaitRoom(DiskFullException full) {
        log.cutBack();
        lines = log.appended().rows();
        String sentence = full.getMessage() + ": free some, and it goes on by itself at chunk "
                + log.appended().next();
        standing.diskFull(sentence);
        progress = progressOf(log.appended()).waiting("DISK_FULL: " + sentence);
        do {
            standing.ensureAtWork();
            if (standing.pause()) {
                throw interrupted(null);
            }
        } while (!log.hasRoom());
        standing.roomAgain();
        progress = progressOf(log.appended());
    }

    private Progress progressOf(Mark mark) {
        return Progress.received(mark.rows(), mark.rejected(), mark.rows() - lines);
    }

    /** How far the log goes, with what an earlier run has appended. Any thread. */
    Progress progress() {
        return progress;
    }

    /**
     * Of all results. What was there before the last start, or after a disk was full, is read now, once, so that nobody has
     * to wait for it then.
     */
    Tally tally(Path results) {
        tally.read(results, talliedFrom);
        return tally;
    }

    Duplicates duplicates() {
        return duplicates;
    }
}
