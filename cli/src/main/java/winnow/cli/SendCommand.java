package winnow.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.cli.access.KafkaRole;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.cli.option.MetricsOption;
import winnow.cli.option.WindowOption;
import winnow.metrics.ProgramMetrics;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.member.Role;
import winnow.sender.Sender;

/** {@code winnow send}: the sender program. */
@Command(description = "Runs the sender of a job: cuts its input into chunks and sends them. 'winnow run' starts it.")
final class SendCommand implements Callable<Integer> {
    @Option(names = "--job", paramLabel = "ID", required = true, description = "the job's id")
    private JobId job;

    @Mixin
    private final WindowOption window = new WindowOption();

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions(KafkaRole.SENDER);

    @Mixin
    private final MetricsOption metrics = new MetricsOption();

    @Override
    public Integer call() {
        ClientSettings settings = kafka.settings(home);
        try (ProgramMetrics figures = metrics.start(Sender.name(job), Role.SENDER)) {
            new Sender(settings, job, window.bytes(), figures).run();
        }
        return ExitCode.DONE.number();
    }
}
