package winnow.sender;

import winnow.metrics.JobMeter;
import winnow.metrics.ThreadTimes;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.member.Progress;
import winnow.sender.cut.Cutter;
import winnow.sender.send.FrameSender;
import winnow.sender.send.Pace;
import winnow.sender.send.ResumePoint;
import winnow.sender.source.RowSource;

/**
 * Moves every chunk that is not there yet from the cutter to the topic, then the manifest. One thread, but
 * {@link #progress} from any.
 */
final class Transfer {
    private final RowSource source;
    private final Cutter cutter;
    private final ResumePoint resume;
    private final Pace pace;
    private final FrameSender frames;
    private final JobMeter meter;
    private final ThreadTimes times = new ThreadTimes("sender", System::nanoTime);

    private volatile Progress sent = Progress.of(0, 0);
    private volatile long next;

    Transfer(RowSource source, Cutter cutter, ResumePoint resume, Pace pace, FrameSender frames, JobMeter meter) {
        this.source = source;
        this.cutter = cutter;
        this.resume = resume;
        this.pace = pace;
        this.frames = frames;
        this.meter = meter;
        meter.threads(times::shares);
        meter.nextChunk(() -> next);
        meter.waiting(pace::waiting);
    }

    /** @return the manifest, when it and all chunks are safe in the topic */
    Manifest run() {
        for (RowsFrame frame = cutter.next(); frame != null; frame = cutter.next()) {
            if (Thread.currentThread().isInterrupted()) {
                throw ExitCode.INTERRUPTED.because("interrupted after row " + sent.rows());
            }
            if (resume.isMissing(frame)) {
                times.begin(ThreadTimes.Wait.COMMIT);
                pace.await(frame);
                frames.send(frame);
                times.end();
            }
            pace.passed(frame);
            count(frame);
            sent = Progress.sent(cutter.rows(), cutter.rejected(), source.share());
        }
        Manifest manifest = cutter.manifest();
        resume.requireAllMet(manifest);
        times.begin(ThreadTimes.Wait.COMMIT);
        frames.flush(); // a manifest in the topic says that everything before it is there too
        frames.send(manifest); // rule 3: the last frame, and only of an input that was read to its end
        frames.flush();
        times.end();
        sent = Progress.sent(cutter.rows(), cutter.rejected(), 1);
        return manifest;
    }

    private void count(RowsFrame frame) {
        meter.read(frame.rows(), frame.bytes().length);
        meter.rejected(frame.rejects());
        meter.chunkDone();
        next = frame.number() + 1;
    }

    Progress progress() {
        return sent.waiting(pace.waiting());
    }
}
