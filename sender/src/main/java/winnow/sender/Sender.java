package winnow.sender;

import java.util.Map;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.Manifest;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobSpec;
import winnow.protocol.kafka.Announcer;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Role;
import winnow.sender.cut.Cutter;
import winnow.sender.send.FrameSender;
import winnow.sender.source.RowSource;

/**
 * The sender's run for one job: reads its input, cuts it and sends it, from the first chunk on. Chunks that are in the
 * topic already are sent again; as they are the same, and the receiver appends none twice (rule 4), results stay exact.
 */
public final class Sender {
    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private final ClientSettings settings;
    private final JobId job;

    public Sender(ClientSettings settings, JobId job) {
        this.settings = settings;
        this.job = job;
    }

    /**
     * Blocks until the whole input and its manifest are safe in the topic.
     *
     * @throws winnow.protocol.StopException if that cannot be, or if the thread is interrupted
     */
    public void run() {
        try {
            Map<String, JobRecord> jobs = new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class).read();
            send(activeSpec(job, jobs.get(job.text())));
        } catch (InterruptException e) {
            throw ExitCode.INTERRUPTED.because("interrupted while sending job " + job, e);
        }
    }

    static JobSpec activeSpec(JobId job, @Nullable JobRecord record) {
        if (record == null) {
            throw ExitCode.USAGE.because("there is no job " + job + "; 'winnow status' lists those there are");
        }
        if (record.state().ended()) {
            throw ExitCode.FAILED.because(
                    "job " + job + " has ended (" + record.state() + ") and takes no more rows; start a new one");
        }
        return record.spec();
    }

    private void send(JobSpec spec) {
        try (RowSource source = RowSource.open(spec.input());
                FrameSender frames = FrameSender.open(settings, job, spec)) {
            Transfer transfer = new Transfer(source, new Cutter(source, spec.format(), spec.cut()), frames);
            log.info("job={} sending", job);
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
        try (Announcer announcer =
                new Announcer(settings, "sender-" + job, Role.SENDER, () -> Map.of(job, transfer.progress()))) {
            return transfer.run();
        }
    }
}
