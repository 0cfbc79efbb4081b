package winnow.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.cli.option.HomeOption;
import winnow.cli.option.WinnowProcess;
import winnow.local.JavaCommand;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;

/** How the sender and the receiver of one job are started, as processes of their own. */
public final class JobPrograms {
    /** Enough for either program with frames of the usual size. */
    private static final int HEAP_MEGABYTES = 128;
    /** Larger frames need more: so many of the largest size are held at a time. */
    private static final int FRAMES_HELD = 8;

    private final JobId job;
    private final HomeOption home;
    private final List<String> kafkaArguments;
    private final int heapMegabytes;

    /** @param kafkaArguments tell a program where Kafka is and how to talk to it */
    public JobPrograms(JobId job, HomeOption home, List<String> kafkaArguments, CutRule cut) {
        this.job = job;
        this.home = home;
        this.kafkaArguments = kafkaArguments;
        int extraFrameBytes = Math.max(0, cut.maxFrameBytes() - CutRule.DEFAULT.maxFrameBytes());
        this.heapMegabytes = HEAP_MEGABYTES + FRAMES_HELD * (extraFrameBytes >> 20);
    }

    /** The job's folder: its results, and what its programs log. */
    Path folder() {
        return home.job(job);
    }

    Program startReceiver() {
        return start("receive", List.of("--folder", folder().toString()));
    }

    Program startSender() {
        return start("send", List.of());
    }

    private Program start(String verb, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(verb, "--job", job.text()));
        arguments.addAll(more);
        arguments.addAll(kafkaArguments);
        JavaCommand command = WinnowProcess.command(heapMegabytes, arguments).forOneThread();
        return Program.start(command.line(), folder().resolve(verb + ".log"));
    }
}
