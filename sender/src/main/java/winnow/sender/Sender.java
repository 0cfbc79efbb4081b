package winnow.sender;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.metrics.ProgramMetrics;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.frame.Manifest;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.Announcer;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.JobWatch;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Progress;
import winnow.protocol.member.Role;
import winnow.sender.cut.Cutter;
import winnow.sender.send.ChangedInputException;
import winnow.sender.send.FrameSender;
import winnow.sender.send.Pace;
import winnow.sender.send.ReceivedMark;
import winnow.sender.send.ResumePoint;
import winnow.sender.send.SentFrames;
import winnow.sender.source.RowSource;

/**
 * The sender's run for one job: reads its input, cuts it and sends it. Killed at any instruction and started again with
 * the same arguments, it reads and cuts the input again, sees by what is in the topic that it is the same, and sends what
 * is not there.
 */
public final class Sender {
    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private final ClientSettings settings;
    private final JobId job;
    private final long windowBytes;
    private final ProgramMetrics metrics;

    /** The name under which a job's sender announces itself. */
    public static String name(JobId job) {
        return "sender-" + job;
    }

    /**
     * @param windowBytes how many bytes of rows it may be ahead of the receiver
     * @param metrics closed by whoever started them, after this has ended
     */
    public Sender(ClientSettings settings, JobId job, long windowBytes, ProgramMetrics metrics) {
        this.settings = settings;
        this.job = job;
        this.windowBytes = windowBytes;
        this.metrics = metrics;
    }

    /**
     * Blocks until the whole input and its manifest are safe in the topic.
     *
     * @throws winnow.protocol.StopException if that cannot be, or if the thread is interrupted
     */
    public void run() {
        try (JobWatch watch = new JobWatch(settings, job, System::nanoTime)) {
            JobRecord record = requireAtWork(watch.read());
            try {
                send(record, watch);
            } catch (ChangedInputException e) {
                String reason = String.valueOf(e.getMessage());
                if (!watch.isOver(record)) {
                    publishIfAllowed(record.broken(reason));
                }
                throw ExitCode.FAILED.because(reason, e);
            }
        }
    }

    /** Where rights are given out a sender may write rows and nothing else; then whoever has started it says so. */
    private void publishIfAllowed(JobRecord now) {
        try (CompactedTopic.Writer<JobRecord> jobs =
                new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class).writer()) {
            jobs.put(job.text(), now);
        } catch (StopException e) {
            log.warn("job={} state={} not published: {}", job, now.state(), e.getMessage());
        }
    }

    private void send(JobRecord record, JobWatch watch) {
        try (Watchman watchman = new Watchman(watch, record)) {
            try {
                send(record);
            } catch (InterruptException e) {
                throw watchman.reasonOr(ExitCode.INTERRUPTED.because("interrupted while sending job " + job, e));
            } catch (StopException e) {
                throw e.exitCode() == ExitCode.INTERRUPTED ? watchman.reasonOr(e) : e;
            }
        }
    }

    static JobRecord requireAtWork(JobRecord record) {
        if (record.state().ended()) {
            throw ExitCode.FAILED.because("job " + record.id() + " has ended (" + record.state()
                    + ") and takes no more rows; start a new one");
        }
        if (!record.state().atWork()) {
            throw ExitCode.FAILED.because("job " + record.id() + " is stopped (" + record.reason()
                    + "): 'winnow resume " + record.id() + "' goes on with it");
        }
        return record;
    }

    private void send(JobRecord record) {
        ResumePoint resume = SentFrames.find(settings, record);
        if (resume.complete()) {
            log.info("job={} all of its rows and the manifest are in the topic already", job);
            return;
        }
        try (RowSource source = RowSource.open(record.spec().input());
                ReceivedMark received = new ReceivedMark(settings, record);
                FrameSender frames = FrameSender.open(settings, record, metrics)) {
            Cutter cutter =
                    new Cutter(source, record.spec().format(), record.spec().cut());
            Pace pace = new Pace(windowBytes, record.spec().partitions(), received, System::nanoTime);
            Transfer transfer = new Transfer(source, cutter, resume, pace, frames, metrics.job(job));
            log.info("job={} sending from chunk={}", job, resume.first());
            Manifest manifest = announced(transfer);
            log.info(
                    "job={} sent: chunks={} rows={} blank-lines={} bytes={} sha256={}",
                    job,
                    manifest.number(),
                    manifest.rows(),
                    manifest.blankLines(),
                    manifest.bytes(),
                    manifest.sha256());
        }
    }

    @SuppressWarnings("try") // the announcer does its work by being there
    private Manifest announced(Transfer transfer) {
        Supplier<Map<JobId, Progress>> progress = () -> Map.of(job, transfer.progress());
        try (Announcer announcer = new Announcer(settings, name(job), Role.SENDER, metrics.address(), progress)) {
            metrics.ready(progress);
            return transfer.run();
        }
    }
}
