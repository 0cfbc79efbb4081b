package winnow.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.cli.run.JobPrograms;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.kafka.Topics;

/** {@code winnow cancel}: gives a job up. */
@Command(
        description =
                "Gives a job up: stops its programs and deletes its topics. What it has written stays in its folder.")
final class CancelCommand implements Callable<Integer> {
    /** Instances leave within a second; one that was killed leaves when its session has timed out. */
    private static final Duration LONGEST_LEAVING = Duration.ofSeconds(10);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "JOB", description = "the job's id")
    private JobId job;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() {
        ClientSettings settings = kafka.settings(home);
        CompactedTopic<JobRecord> jobs = new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class);
        JobRecord record = jobs.read().get(job.text());
        if (record == null) {
            throw ExitCode.USAGE.because("there is no job " + job + "; 'winnow status' lists those there are");
        }
        if (record.state().ended()) {
            throw ExitCode.FAILED.because("job " + job + " has ended already (" + record.state() + ")");
        }
        try (CompactedTopic.Writer<JobRecord> writer = jobs.writer()) {
            writer.put(job.text(), record.cancelled(Instant.now()));
        }
        new JobPrograms(job, record.spec(), home, kafka.arguments(settings)).stopLeftOver();
        try (TopicAdmin topics = new TopicAdmin(settings)) {
            topics.clearAway(record, LONGEST_LEAVING, () -> {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                return Thread.currentThread().isInterrupted();
            });
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("job " + job + " is cancelled; what it has written is in " + home.job(job));
        out.flush();
        return ExitCode.DONE.number();
    }
}
