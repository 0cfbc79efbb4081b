package winnow.cli.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import winnow.cli.option.HomeOption;
import winnow.cli.option.WinnowProcess;
import winnow.local.JavaCommand;
import winnow.local.ProcessRecord;
import winnow.protocol.ExitCode;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobSpec;

/** The sender and the receiver of one job, as processes of their own. */
public final class JobPrograms {
    /** Enough for either program with frames of the usual size. */
    private static final int HEAP_MEGABYTES = 128;
    /** Larger frames need more: so many of the largest size are held at a time. */
    private static final int FRAMES_HELD = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** The command that sees to the job, be it 'run' or 'resume'. */
    private static final String COMMAND = "command";

    private final JobId job;
    private final JobFolder folder;
    private final List<String> kafkaArguments;
    private final List<String> senderArguments;
    private final int heapMegabytes;
    private final boolean readsStandardInput;

    /**
     * @param kafkaArguments tell a program where Kafka is and how to talk to it
     * @param senderArguments for the sender alone
     */
    public JobPrograms(
            JobId job, JobSpec spec, HomeOption home, List<String> kafkaArguments, List<String> senderArguments) {
        this.job = job;
        this.folder = new JobFolder(home.job(job));
        this.kafkaArguments = kafkaArguments;
        this.senderArguments = senderArguments;
        int extraFrameBytes = Math.max(0, spec.cut().maxFrameBytes() - CutRule.DEFAULT.maxFrameBytes());
        this.heapMegabytes = HEAP_MEGABYTES + FRAMES_HELD * (extraFrameBytes >> 20);
        this.readsStandardInput = spec.input() instanceof JobInput.StandardInput;
    }

    /** The job's folder: its results, what is remembered of it, and what its programs log. */
    public JobFolder folder() {
        return folder;
    }

    Path path() {
        return folder.path();
    }

    Program startReceiver() {
        return start("receive", List.of("--folder", path().toString()), false);
    }

    Program startSender() {
        return start("send", senderArguments, readsStandardInput);
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
        Map<String, ProcessRecord> programs = new TreeMap<>(folder.programs());
        programs.remove(COMMAND);
        ProcessRecord.stop(programs.values(), PATIENCE);
    }

    private Program start(String verb, List<String> more, boolean withOurStandardInput) {
        List<String> arguments = new ArrayList<>(List.of(verb, "--job", job.text()));
        arguments.addAll(more);
        arguments.addAll(kafkaArguments);
        JavaCommand command = WinnowProcess.command(heapMegabytes, arguments).forOneThread();
        Program program = Program.start(command.line(), path().resolve(verb + ".log"), withOurStandardInput);
        folder.remember(verb, program.process());
        return program;
    }
}
