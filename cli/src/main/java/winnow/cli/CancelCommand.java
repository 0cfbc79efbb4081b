package winnow.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.cli.run.Cancellation;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;
import winnow.protocol.kafka.ClientSettings;

/** {@code winnow cancel}: gives a job up. */
@Command(
        description =
                "Gives a job up: stops its programs and deletes its topics. What it has written stays in its folder.")
final class CancelCommand implements Callable<Integer> {
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
        Cancellation.of(job, settings, home, kafka.arguments(settings));
        PrintWriter out = spec.commandLine().getOut();
        out.println("job " + job + " is cancelled; what it has written is in " + home.job(job));
        out.flush();
        return ExitCode.DONE.number();
    }
}
