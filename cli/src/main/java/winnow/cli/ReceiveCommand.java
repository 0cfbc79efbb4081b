package winnow.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.cli.access.KafkaRole;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.cli.option.MetricsOption;
import winnow.metrics.ProgramMetrics;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.member.Role;
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
    private final KafkaOptions kafka = new KafkaOptions(KafkaRole.RECEIVER);

    @Mixin
    private final MetricsOption metrics = new MetricsOption();

    @Override
    public Integer call() {
        ClientSettings settings = kafka.settings(home);
        try (ProgramMetrics figures = metrics.start(Receiver.name(job), Role.RECEIVER)) {
            Receiver receiver = new Receiver(settings, job, folder == null ? home.job(job) : folder, figures);
            try (Termination termination = Termination.stops(receiver::stop)) {
                receiver.run();
            }
        }
        return ExitCode.DONE.number();
    }
}
