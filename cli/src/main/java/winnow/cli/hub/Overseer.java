package winnow.cli.hub;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import winnow.cli.option.HomeOption;
import winnow.cli.option.WinnowProcess;
import winnow.cli.run.Program;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.Topics;

/** A {@code winnow resume} of its own for a job: it lives on when the hub, or whoever started it, ends. */
final class Overseer {
    private static final int HEAP_MEGABYTES = 64;
    private static final Duration LOOK = Duration.ofMillis(100);

    private final JobId job;
    private final HomeOption home;
    private final ClientSettings settings;
    private final List<String> kafkaArguments;

    Overseer(JobId job, HomeOption home, ClientSettings settings, List<String> kafkaArguments) {
        this.job = job;
        this.home = home;
        this.settings = settings;
        this.kafkaArguments = kafkaArguments;
    }

    /**
     * Starts it, and returns when the job is at work or has ended. A job that cannot be taken up is stopped, with the
     * reason.
     *
     * @throws winnow.protocol.StopException FAILED with its last words if it has ended before
     */
    void start() {
        List<String> arguments = new ArrayList<>(List.of("resume", "--quiet"));
        arguments.addAll(home.arguments());
        arguments.addAll(kafkaArguments);
        arguments.add(job.text());
        Path log = home.job(job).resolve("resume.log");
        CompactedTopic<JobRecord> jobs = new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class);
        try (CompactedTopic.Reader<JobRecord> news = jobs.reader()) {
            JobRecord before = news.readToEnd().get(job.text());
            if (before == null) {
                throw ExitCode.USAGE.because("there is no job " + job);
            }
            List<String> line = WinnowProcess.command(HEAP_MEGABYTES, arguments)
                    .forOneThread()
                    .line();
            Program resume = Program.start(line, log, false);
            if (!atWork(news, resume)) {
                throw notStarted(before, resume.lastWords(), jobs);
            }
        }
    }

    private boolean atWork(CompactedTopic.Reader<JobRecord> news, Program resume) {
        while (true) {
            OptionalInt ended = resume.exitCode(); // before the news: what it has said last is among them then
            for (CompactedTopic.Update<JobRecord> update : news.poll(LOOK)) {
                JobRecord now = update.value();
                if (update.key().equals(job.text())
                        && now != null
                        && (now.state().atWork() || now.state().ended())) {
                    return true;
                }
            }
            if (ended.isPresent()) {
                return ended.getAsInt() == ExitCode.DONE.number();
            }
        }
    }

    private RuntimeException notStarted(JobRecord before, String reason, CompactedTopic<JobRecord> jobs) {
        JobRecord now = jobs.read().get(job.text());
        if (now != null && now.state() == before.state()) {
            try (CompactedTopic.Writer<JobRecord> writer = jobs.writer()) {
                writer.put(job.text(), now.stopped(reason));
            }
        }
        return ExitCode.FAILED.because("job " + job + " cannot be taken up: " + reason);
    }
}
