package winnow.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;
import winnow.receiver.Receiver;

/** {@code winnow receive}: the receiver program. */
@Command(description = "Runs the receiver of a job: appends its results in order. 'winnow run' starts it.")
final class ReceiveCommand implements Callable<Integer> {
    @Option(names = "--job", paramLabel = "ID", required = true, description = "the job's id")
    private JobId job;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "where the results go (default: the job's folder in --home)")
    private @Nullable Path folder;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() {
        Receiver receiver = new Receiver(kafka.settings(home), job, folder == null ? home.job(job) : folder);
        try (Termination termination = Termination.stops(receiver::stop)) {
            receiver.run();
        }
        return ExitCode.DONE.number();
    }
}
