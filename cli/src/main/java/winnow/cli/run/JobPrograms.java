package winnow.cli.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import winnow.cli.option.HomeOption;
import winnow.cli.option.WinnowProcess;
import winnow.local.ClusterView;
import winnow.local.HiredStandby;
import winnow.local.JavaCommand;
import winnow.local.ProcessRecord;
import winnow.local.StandbyPool;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobSpec;

/** The sender and the receiver of one job, as processes of their own. One thread. */
public final class JobPrograms {
    /** Larger frames than usual need more memory: so many of the largest size are held at a time. */
    private static final int FRAMES_HELD = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** The command that sees to the job, be it 'run' or 'resume'. */
    private static final String COMMAND = "command";

    /** A program of the job. */
    enum Part {
        SENDER("sender", "send"),
        RECEIVER("receiver", "receive");

        private final String role;
        private final String verb;

        Part(String role, String verb) {
            this.role = role;
            this.verb = verb;
        }

        String role() {
            return role;
        }
    }

    private final JobId job;
    private final JobFolder folder;
    private final HomeOption home;
    private final StandbyPool standby;
    private final List<String> kafkaArguments;
    private final List<String> senderArguments;
    private final int extraHeapMegabytes;
    private final boolean readsStandardInput;

    /**
     * @param kafkaArguments tell a program where Kafka is and how to talk to it
     * @param senderArguments for the sender alone
     */
    public JobPrograms(
            JobId job, JobSpec spec, HomeOption home, List<String> kafkaArguments, List<String> senderArguments) {
        this.job = job;
        this.folder = new JobFolder(home.job(job));
        this.home = home;
        this.standby = home.standby();
        this.kafkaArguments = kafkaArguments;
        this.senderArguments = senderArguments;
        int extraFrameBytes = Math.max(0, spec.cut().maxFrameBytes() - CutRule.DEFAULT.maxFrameBytes());
        this.extraHeapMegabytes = FRAMES_HELD * (extraFrameBytes >> 20);
        this.readsStandardInput = spec.input() instanceof JobInput.StandardInput;
    }

    /** The job's folder: its results, what is remembered of it, and what its programs log. */
    public JobFolder folder() {
        return folder;
    }

    Path path() {
        return folder.path();
    }

    Program start(Part part) {
        return switch (part) {
            case RECEIVER -> start(part.verb, List.of("--folder", path().toString()), false);
            case SENDER -> start(part.verb, senderArguments, readsStandardInput);
        };
    }

    /** @return why it cannot be noted that a program has ended */
    Optional<String> noteEnd(Part part) {
        try {
            folder.rememberEnd(part.verb);
            return Optional.empty();
        } catch (StopException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Takes the job over for this process, so that nobody else resumes it meanwhile.
     *
     * @throws winnow.protocol.StopException if another command sees to it
     */
    void takeOver() {
        ProcessRecord other = folder.programs().get(COMMAND);
        ProcessRecord ourselves = ProcessRecord.ofOurselves();
        if (other != null && other.alive() && !other.equals(ourselves)) {
            throw ExitCode.FAILED.because("job " + job + " is at work, and process " + other.pid()
                    + " sees to it: wait until it has ended, or stop it first");
        }
        folder.remember(COMMAND, ourselves);
    }

    /** Stops what an earlier command has left at work: one that was killed cannot do it any more. */
    public void stopLeftOver() {
        Map<String, ProcessRecord> programs = new TreeMap<>(folder.programsAtWork());
        programs.remove(COMMAND);
        ProcessRecord.stop(programs.values(), PATIENCE);
    }

    /** Has so many processes wait for their turn as a sender or a receiver; only where a cluster runs that is to be quick. */
    void keepStandby(int wanted) {
        if (home.cluster().view().filter(ClusterView::up).isPresent()) {
            standby.keep(wanted);
        }
    }

    private Program start(String verb, List<String> more, boolean withOurStandardInput) {
        List<String> arguments = new ArrayList<>(List.of(verb, "--job", job.text()));
        arguments.addAll(more);
        arguments.addAll(kafkaArguments);
        JavaCommand command = WinnowProcess.ofJob(extraHeapMegabytes, arguments);
        Path log = path().resolve(verb + ".log");
        Optional<HiredStandby> hired =
                withOurStandardInput || !standby.fits(command) ? Optional.empty() : standby.hire();
        CompletableFuture<Void> remembered = new CompletableFuture<>();
        Program program = hired.map(waiting -> Program.run(waiting, arguments, log, () -> {
                    remembered.join(); // it may be done before that
                    folder.rememberEnd(verb);
                }))
                .orElseGet(() -> Program.start(command.line(), log, withOurStandardInput));
        folder.remember(verb, program.process());
        remembered.complete(null);
        return program;
    }
}
