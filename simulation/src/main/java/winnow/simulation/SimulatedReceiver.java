package winnow.simulation;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.protocol.frame.CorruptFrameException;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.ResultsFrame;
import winnow.receiver.NextFrame;
import winnow.receiver.SafeRows;
import winnow.receiver.log.Digests;
import winnow.receiver.log.DiskFullException;
import winnow.receiver.log.ResultsLog;
import winnow.receiver.order.Arrival;
import winnow.receiver.order.LostFrameException;
import winnow.receiver.order.WaitingFrames;

/**
 * A receiver: the loop of a receiver in steps, around the order and the log that every receiver has. Without one of its
 * guards it does what a naive one would.
 */
final class SimulatedReceiver {
    /** Bytes, so less than a frame: something is left to verify whatever happens next. */
    private static final long AT_ONCE = 1;

    private final AttemptTopics topics;
    private final SimulatedDisk disk;
    private final Set<Guard> missing;
    private final ResultsLog log;
    private final int[] positions;
    private WaitingFrames frames;
    private int conflicts;
    private boolean waitsForRoom;
    private @Nullable Digests digests;
    private boolean done;

    /**
     * Takes up what is there.
     *
     * @param claimed whether an earlier receiver has made the files
     */
    SimulatedReceiver(AttemptTopics topics, SimulatedDisk disk, boolean claimed, Set<Guard> missing) {
        this.topics = topics;
        this.disk = disk;
        this.missing = missing;
        this.positions = new int[topics.partitions()];
        this.log = claimed ? ResultsLog.recover(TinyInput.FILES, disk) : ResultsLog.create(TinyInput.FILES, disk);
        this.frames = goOnAtTheMark();
    }

    private WaitingFrames goOnAtTheMark() {
        long next = log.appended().next();
        for (int partition = 0; partition < positions.length; partition++) {
            positions[partition] = topics.received(partition, next);
        }
        return new WaitingFrames(positions.length, next, this::countDuplicate);
    }

    private void countDuplicate(Arrival arrival) {
        if (arrival.frame() instanceof ResultsFrame frame && frame.crc32c() != log.frameCrc32c(frame.number())) {
            conflicts++;
        }
    }

    /** Number of the first frame that was not appended, for a look whether it will come. */
    long next() {
        return log.appended().next();
    }

    /** How many frames are safe. */
    long safe() {
        return log.safe().next();
    }

    /** Frames that came again with other bytes. */
    int conflicts() {
        return conflicts;
    }

    boolean done() {
        return done;
    }

    /** What its report says of the files; null before it is done. */
    @Nullable Digests digests() {
        return digests;
    }

    /**
     * Takes the next frames of a partition, or of the next that has some, and appends what is next.
     *
     * @return whether there were any
     * @throws LostFrameException if the job cannot go on by these topics
     */
    boolean poll(int partition, int most) {
        if (waitsForRoom && !roomAgain()) {
            return false;
        }
        Set<Integer> paused = frames.waiting();
        for (int i = 0; i < positions.length; i++) {
            int at = (partition + i) % positions.length;
            if (!paused.contains(at) && positions[at] < topics.results().end(at)) {
                withRoom(() -> take(at, most));
                log.verifyMore(AT_ONCE);
                return true;
            }
        }
        return false;
    }

    private boolean roomAgain() {
        if (log.hasRoom()) {
            waitsForRoom = false;
            frames = goOnAtTheMark();
        }
        return !waitsForRoom;
    }

    private void withRoom(Runnable step) {
        try {
            step.run();
        } catch (DiskFullException e) {
            log.cutBack();
            waitsForRoom = true;
        }
    }

    private void take(int partition, int most) {
        int end = Math.min(topics.results().end(partition), positions[partition] + most);
        while (positions[partition] < end) {
            int offset = positions[partition]++;
            Frame frame = topics.results().at(partition, offset);
            if (frame != null) {
                arrive(new Arrival(check(frame), partition, offset));
            }
        }
        Manifest manifest = appendWhatIsNext();
        if (manifest != null) {
            complete(manifest);
        }
    }

    private Frame check(Frame frame) {
        try {
            if (!missing.contains(Guard.CHECKSUM)) {
                frame.check();
            }
            return frame;
        } catch (CorruptFrameException e) {
            throw new LostFrameException("damaged on its way", e);
        }
    }

    private void arrive(Arrival arrival) {
        if (missing.contains(Guard.NEXT_ONLY) && arrival.frame() instanceof ResultsFrame frame) {
            log.append(asIfNext(frame));
            frames = new WaitingFrames(positions.length, log.appended().next(), duplicate -> {});
        } else {
            frames.add(arrival);
        }
    }

    /** The same rows under the number and the parent that the log wants. */
    private ResultsFrame asIfNext(ResultsFrame frame) {
        return ResultsFrame.seal(
                log.appended().next(),
                log.appended().source(),
                frame.source(),
                frame.rows(),
                frame.rejected(),
                frame.results(),
                frame.rejects());
    }

    private @Nullable Manifest appendWhatIsNext() {
        for (Arrival arrival = frames.take(); arrival != null; arrival = frames.take()) {
            if (!missing.contains(Guard.PARENT)) {
                NextFrame.requireSameInput(arrival, log.appended());
            }
            if (arrival.frame() instanceof Manifest manifest) {
                return manifest;
            }
            log.append(NextFrame.results(arrival));
        }
        return null;
    }

    private void complete(Manifest manifest) {
        NextFrame.requireAllRows(manifest, log.appended());
        log.sync();
        digests = log.complete();
        disk.call(); // the report, which says that the job is complete, is written as a whole or not at all
        done = true;
    }

    /** Makes safe what was appended, and remembers for a restart where the rest is. @return whether there was any */
    boolean sync() {
        if (waitsForRoom || log.safe().next() == log.appended().next()) {
            return false;
        }
        withRoom(() -> {
            log.sync();
            for (int partition = 0; partition < positions.length; partition++) {
                int offset = (int) frames.firstOffset(partition).orElse(positions[partition]);
                topics.commitReceived(partition, offset, frames.next());
                topics.results().deleteBefore(partition, offset);
                topics.rows().deleteBefore(partition, safeRows(partition));
            }
        });
        log.verifyMore(AT_ONCE);
        return true;
    }

    private long safeRows(int partition) {
        return SafeRows.end(frames.next(), partition, topics.attempt().firstChunk(), positions.length);
    }

    /** Ends it in good order: what was appended is safe, if there is room for it. */
    void stop() {
        if (!waitsForRoom) {
            withRoom(log::sync);
        }
    }

    /** Whether the next frame cannot come any more, as far as can be told by a look at all topics. */
    boolean isLost() {
        int partition = (int) (next() % positions.length);
        SimulatedTopic rows = topics.rows();
        boolean beyond = false;
        for (int offset = 0; offset < rows.end(partition); offset++) {
            Frame frame = rows.at(partition, offset);
            if (frame != null && frame.number() == next()) {
                return topics.classified(partition) > offset
                        && positions[partition] >= topics.results().end(partition);
            }
            beyond |= frame != null && frame.number() > next();
        }
        for (int other = 0; other < positions.length; other++) {
            beyond |= rows.last(other) instanceof Manifest;
        }
        return beyond;
    }
}
