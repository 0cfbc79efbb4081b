package winnow.cli.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobSpec;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Member;
import winnow.receiver.output.JobReport;

/**
 * One job from its making to its verdict: makes its topics and its record, starts its programs and watches them. Were it
 * killed, they would finish the job without it. One thread, but for {@link #interrupt}.
 */
public final class JobRun implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);
    /** A receiver that learns that its job has failed syncs, waits for the instances and clears the topics away. */
    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final JobId id;
    private final JobSpec spec;
    private final JobPrograms programs;
    private final BooleanSupplier clusterStopped;
    private final ProgressLine line;
    private final JobProgress progress;
    private final TopicAdmin topics;
    private final CompactedTopic.Writer<JobRecord> jobs;
    private final CompactedTopic.Reader<Member> members;
    private volatile boolean interrupted;

    /** Why the job was ended before its receiver ended. */
    private record Ending(int exitCode, String reason) {}

    public JobRun(
            ClientSettings settings,
            JobId id,
            JobSpec spec,
            JobPrograms programs,
            BooleanSupplier clusterStopped,
            ProgressLine line) {
        this.id = id;
        this.spec = spec;
        this.programs = programs;
        this.clusterStopped = clusterStopped;
        this.line = line;
        this.progress = new JobProgress(id, spec);
        this.topics = new TopicAdmin(settings);
        this.jobs = new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class).writer();
        this.members = new CompactedTopic<>(settings, Topics.MEMBERS, Member.class).reader();
    }

    /** @param startedNanos when the user asked for the job: the verdict's wall time counts from there */
    public Verdict toItsEnd(long startedNanos) {
        JobRecord job = JobRecord.active(id, spec, Instant.now());
        topics.createJobTopics(id, spec);
        jobs.put(id.text(), job);
        Program receiver = programs.startReceiver();
        Program sender = programs.startSender();
        Optional<Ending> early = watch(sender, receiver);
        line.clear();
        early.ifPresent(ending -> end(job, ending, sender, receiver));
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        int exitCode =
                early.map(Ending::exitCode).orElseGet(() -> receiver.exitCode().orElseThrow());
        if (exitCode == ExitCode.DONE.number()) {
            JobReport report = JobReport.read(programs.folder())
                    .orElseThrow(() -> new IllegalStateException("a receiver that is done leaves a report"));
            return Verdict.done(report, seconds, programs.folder());
        }
        String reason = early.map(Ending::reason).orElseGet(receiver::lastWords);
        return Verdict.failed(id, exitCode, reason, seconds, programs.folder());
    }

    /** Returns when the receiver has ended, or when something says that it never will. */
    private Optional<Ending> watch(Program sender, Program receiver) {
        while (receiver.exitCode().isEmpty()) {
            for (CompactedTopic.Update<Member> update : members.poll(LOOK)) {
                if (update.value() != null) {
                    progress.saw(update.value());
                }
            }
            line.show(progress, System.nanoTime());
            if (interrupted) {
                return Optional.of(new Ending(ExitCode.INTERRUPTED.number(), "interrupted"));
            }
            if (sender.failed()) {
                return Optional.of(new Ending(sender.exitCode().orElseThrow(), sender.lastWords()));
            }
            if (clusterStopped.getAsBoolean()) {
                return Optional.of(new Ending(
                        ExitCode.FAILED.number(), "the cluster was stopped: 'make up', then run the job again"));
            }
        }
        return Optional.empty();
    }

    private void end(JobRecord job, Ending ending, Program sender, Program receiver) {
        sender.stop();
        if (!clusterStopped.getAsBoolean()) {
            jobs.put(id.text(), job.failed(ending.reason(), Instant.now()));
            receiver.awaitExit(FAREWELL);
        }
        receiver.stop();
    }

    /** Ends the job from another thread. */
    public void interrupt() {
        interrupted = true;
    }

    @Override
    public void close() {
        members.close();
        jobs.close();
        topics.close();
    }
}
