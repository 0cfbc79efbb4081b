package winnow.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.cli.access.KafkaRole;
import winnow.cli.option.FormatOptions;
import winnow.cli.option.HomeOption;
import winnow.cli.option.InputOptions;
import winnow.cli.option.KafkaOptions;
import winnow.cli.option.ModelOptions;
import winnow.cli.option.OutputOption;
import winnow.cli.option.WindowOption;
import winnow.cli.run.JobPrograms;
import winnow.cli.run.JobRun;
import winnow.cli.run.ProgressLine;
import winnow.cli.run.Surroundings;
import winnow.cli.run.Verdict;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobSpec;
import winnow.protocol.kafka.ClientSettings;
import winnow.receiver.Receiver;
import winnow.sender.send.FrameSender;

/** {@code winnow run}: one job, from its input to its verdict. */
@Command(description = "Classifies an input on the running cluster and says what became of every row.")
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final InputOptions input = new InputOptions();

    @Mixin
    private final FormatOptions format = new FormatOptions();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Option(
            names = "--partitions",
            paramLabel = "P",
            description = "partitions of the job's topics: the most stream threads that can share it (default: 12)")
    private int partitions = JobSpec.DEFAULT_PARTITIONS;

    @Option(
            names = "--no-spool",
            description = "keep no copy of standard input: it needs no room, and the job cannot be resumed")
    private boolean noSpool;

    @Mixin
    private final WindowOption window = new WindowOption();

    @Option(names = "--quiet", description = "no progress, only the verdict")
    private boolean quiet;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() {
        long started = System.nanoTime();
        JobId id = JobId.at(Instant.now(), new Random().nextInt());
        JobInput rows = input.resolve(() -> folder(id), !noSpool);
        ModelOptions.Choice chosen = model.choose(rows, format.read(rows), partitions, () -> kafka.settings(home));
        JobSpec job = chosen.job();
        ClientSettings settings = kafka.settings(home);
        FrameSender.requireSettings(settings, job.cut());
        Receiver.requireSettings(settings, id, job.cut());
        kafka.requireFilesOf(KafkaRole.SENDER, KafkaRole.RECEIVER);

        PrintWriter err = spec.commandLine().getErr();
        ProgressLine line = new ProgressLine(err, ProgressLine.style(quiet), Instant.now());
        JobPrograms programs = new JobPrograms(id, job, home, kafka.arguments(settings), window.arguments());
        try (JobRun run = new JobRun(settings, id, job, programs, new Surroundings(home, kafka), line);
                Termination termination = Termination.stops(run::interrupt)) {
            Verdict verdict = run.start(job, chosen.model().files(), started);
            verdict.say(
                    output.json(),
                    spec.commandLine()); // while the process is still held, should it have been told to stop
            return termination.endWith(verdict.exitCode());
        }
    }

    /** Standard input is read only when it is clear that something will classify it. */
    private Path folder(JobId id) {
        kafka.settings(home);
        return home.job(id);
    }
}
