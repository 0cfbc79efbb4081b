package winnow.cli.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.classifier.model.ModelFiles;
import winnow.cli.run.JobPrograms.Part;
import winnow.hub.view.JobProgress;
import winnow.local.StandbyPool;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.JobState;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Member;
import winnow.receiver.output.JobReport;

/**
 * A job from its start, or from where it was left, to its verdict: starts its programs, watches them, and starts those
 * again that crash. Were it killed, they would finish the job without it. One thread, but for {@link #interrupt}.
 */
public final class JobRun implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);
    /** Each member sends a heartbeat a second; to ask for them at every turn was most of what it took to follow a job. */
    private static final Duration HEARTBEATS = Duration.ofMillis(500);
    /** What a program has said of the job before it ended is here after so long. */
    private static final Duration LAST_NEWS = Duration.ofSeconds(1);
    /** So often a job sees to it that a process waits to take the place of one that is killed; a short one never does. */
    private static final Duration RESERVE = Duration.ofSeconds(5);

    private final ClientSettings settings;
    private final JobId id;
    private final JobPrograms programs;
    private final Surroundings surroundings;
    private final ProgressLine line;
    private final JobProgress progress;
    private final JobObserver observer;
    private final CompactedTopic.Reader<JobRecord> jobs;
    private final CompactedTopic.Reader<Member> members;
    private final Restarts senderRestarts = new Restarts();
    private final Restarts receiverRestarts = new Restarts();
    private @Nullable JobRecord latest;
    private Optional<String> noRoom = Optional.empty();
    private boolean reported;
    private Instant nextHeartbeats = Instant.MIN;
    private Instant nextReserve = Instant.now().plus(RESERVE);
    private volatile boolean interrupted;

    /**
     * Why the job does not go on.
     *
     * @param broken whether the frames that were sent may not be those of the input
     */
    private record Ending(int exitCode, String reason, boolean broken) {
        Ending(int exitCode, String reason) {
            this(exitCode, reason, false);
        }
    }

    public JobRun(
            ClientSettings settings,
            JobId id,
            JobSpec spec,
            JobPrograms programs,
            Surroundings surroundings,
            ProgressLine line) {
        this.settings = settings;
        this.id = id;
        this.programs = programs;
        this.surroundings = surroundings;
        this.line = line;
        this.progress = new JobProgress(id, spec.input());
        this.observer = new JobObserver(id, programs.path());
        this.jobs = new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class).reader();
        this.members = new CompactedTopic<>(settings, Topics.MEMBERS, Member.class).reader();
    }

    /**
     * Makes the job, and sees it through.
     *
     * @param models where its model's file is, if it has one
     * @param startedNanos when the user asked for it: the verdict's wall time counts from there
     */
    public Verdict start(JobSpec spec, ModelFiles models, long startedNanos) {
        JobRecord job = JobRecord.active(id, spec, Instant.now());
        programs.takeOver();
        programs.folder().keepModel(spec.model(), models);
        NewJob.make(job, settings, programs.folder());
        return toItsEnd(job, startedNanos);
    }

    /** Takes the job up where it was left, and sees it through. */
    public Verdict resume(Resumption resumption, JobRecord found, long startedNanos) {
        programs.takeOver();
        programs.stopLeftOver();
        return toItsEnd(resumption.prepare(found), startedNanos);
    }

    private Verdict toItsEnd(JobRecord job, long startedNanos) {
        latest = job;
        observer.saw(job, Instant.now());
        Program receiver = programs.start(Part.RECEIVER);
        Program sender = programs.start(Part.SENDER);
        Optional<Ending> ending = watch(receiver, sender);
        line.clear();
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        if (ending.isEmpty()) {
            JobReport report = JobReport.read(programs.path())
                    .orElseThrow(() -> new IllegalStateException("a receiver that is done leaves a report"));
            report(job.done(report.jobTotals(), report.timings().ended()));
            return Verdict.done(report, seconds, programs.path());
        }
        JobRecord stopped = stop(job, ending.get());
        Optional<JobReport> justDone = JobReport.read(programs.path());
        if (justDone.isPresent()) { // the receiver was faster than what ended this
            JobRecord done = job.done(
                    justDone.get().jobTotals(), justDone.get().timings().ended());
            if (!surroundings.clusterStopped()) {
                NewJob.publish(done, settings);
            }
            report(done);
            return Verdict.done(justDone.get(), seconds, programs.path());
        }
        if (stopped.state().ended()) {
            report(stopped);
        }
        String reason =
                Objects.requireNonNullElse(stopped.reason(), ending.get().reason());
        return Verdict.notDone(
                id, stopped.state(), ending.get().exitCode(), !readsOnce(), reason, seconds, programs.path());
    }

    /** Once. A report that cannot be written takes nothing from the results. */
    private void report(JobRecord ended) {
        if (!reported) {
            reported = true;
            observer.writeReport(ended).ifPresent(trouble -> line.say("winnow: " + trouble));
        }
    }

    /** @return empty when the job is done, else why it does not go on */
    private Optional<Ending> watch(Program firstReceiver, Program firstSender) {
        Program receiver = firstReceiver;
        Program sender = firstSender;
        while (true) {
            look();
            if (latest != null && latest.state() == JobState.DONE) {
                report(latest); // while the receiver clears up
            }
            if (interrupted) {
                return Optional.of(new Ending(ExitCode.INTERRUPTED.number(), "interrupted"));
            }
            if (surroundings.clusterStopped()) {
                return Optional.of(new Ending(
                        ExitCode.FAILED.number(), "the cluster was stopped: start it again with 'make up' first"));
            }
            if (receiver.exitCode().isPresent()) {
                if (!receiver.failed()) {
                    return Optional.empty();
                }
                Optional<Program> next =
                        receiver.crashed() ? successor(receiver, Part.RECEIVER, receiverRestarts) : Optional.empty();
                if (next.isEmpty()) {
                    return Optional.of(ending(receiver));
                }
                receiver = next.get();
            }
            if (sender.failed()) {
                Optional<Program> next = sender.crashed() && !readsOnce()
                        ? successor(sender, Part.SENDER, senderRestarts)
                        : Optional.empty();
                if (next.isEmpty()) {
                    Ending ending = ending(sender);
                    return Optional.of(new Ending(ending.exitCode(), ending.reason(), !sender.crashed()));
                }
                sender = next.get();
            }
        }
    }

    /**
     * What takes the place of a program that was killed: nothing yet while its end cannot be noted, for then the next one
     * could not be either. Whoever resumes the job has to know it.
     *
     * @return empty if another start is not worth it
     */
    private Optional<Program> successor(Program killed, Part part, Restarts restarts) {
        noRoom = programs.noteEnd(part);
        if (noRoom.isPresent()) {
            return Optional.of(killed);
        }
        if (!restarts.again(progress.received())) {
            return Optional.empty();
        }
        line.say("the " + part.role() + " was killed (" + killed.exitCode().getAsInt() + "): starting it again");
        return Optional.of(programs.start(part));
    }

    private boolean readsOnce() {
        return latest != null && latest.spec().input() instanceof JobInput.StandardInput;
    }

    /** What a signal leaves as exit code says nothing of the job: it has failed to go on. */
    private static Ending ending(Program program) {
        int code = program.exitCode().orElseThrow();
        boolean itsOwn = code <= ExitCode.NOT_READY.number();
        return new Ending(itsOwn ? code : ExitCode.FAILED.number(), program.lastWords());
    }

    private void look() {
        noteNews();
        noteHeartbeats();
        progress.note(noRoom.or(surroundings::trouble));
        Instant now = Instant.now();
        observer.look(now);
        line.show(progress, now);
        if (now.isAfter(nextReserve)) {
            programs.keepStandby(1);
            nextReserve = now.plus(RESERVE);
        }
    }

    /** Until there are any, at every turn: a short job is to know who works on it. */
    private void noteHeartbeats() {
        Instant now = Instant.now();
        if (now.isBefore(nextHeartbeats)) {
            return;
        }
        for (CompactedTopic.Update<Member> update : members.poll(Duration.ZERO)) {
            if (update.value() != null) {
                progress.saw(update.value());
            }
            observer.saw(update, now);
            nextHeartbeats = now.plus(HEARTBEATS);
        }
    }

    private void noteNews() {
        for (CompactedTopic.Update<JobRecord> update : jobs.poll(LOOK)) {
            if (update.key().equals(id.text()) && update.value() != null) {
                latest = update.value();
                observer.saw(latest, Instant.now());
            }
        }
    }

    /** Whoever has ended or stopped the job has said so; else it is said now. Then nobody works on it any more. */
    private JobRecord stop(JobRecord job, Ending ending) {
        long deadline = System.nanoTime() + LAST_NEWS.toNanos();
        boolean cluster = !surroundings.clusterStopped();
        while (cluster && isOurs(job) && !interrupted && System.nanoTime() < deadline) {
            noteNews();
        }
        if (isOurs(job)) {
            latest = ending.broken() ? job.broken(ending.reason()) : job.stopped(ending.reason());
            if (cluster) {
                NewJob.publish(latest, settings);
            }
        }
        programs.stopLeftOver();
        return Objects.requireNonNull(latest);
    }

    private boolean isOurs(JobRecord job) {
        return latest == null || (latest.state().atWork() && latest.sameAttempt(job));
    }

    /** Stops the job from another thread. */
    public void interrupt() {
        interrupted = true;
    }

    @Override
    public void close() {
        members.close();
        jobs.close();
        programs.keepStandby(StandbyPool.AT_REST);
    }
}
