package winnow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.cli.access.KafkaRole;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.cli.option.OutputOption;
import winnow.cli.option.WindowOption;
import winnow.cli.run.JobFolder;
import winnow.cli.run.JobObserver;
import winnow.cli.run.JobPrograms;
import winnow.cli.run.JobRun;
import winnow.cli.run.ProgressLine;
import winnow.cli.run.Resumption;
import winnow.cli.run.Surroundings;
import winnow.cli.run.Verdict;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobState;
import winnow.protocol.kafka.ClientSettings;
import winnow.receiver.output.JobReport;
import winnow.receiver.output.ResultsArchive;

/** {@code winnow resume}: a job that was stopped, in whatever way, to its verdict. */
@Command(
        description = {
            "Finishes a job that was stopped, whatever stopped it: an interruption, a crash, a full disk, 'winnow down',"
                    + " or the loss of the broker's data.",
            "What is safe in the results log is kept; the bytes are those of an undisturbed run."
        })
final class ResumeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "JOB",
            description = "the job's id (default: the newest job that is not complete)")
    private @Nullable JobId job;

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
        ClientSettings settings = kafka.settings(home);
        kafka.requireFilesOf(KafkaRole.SENDER, KafkaRole.RECEIVER);
        JobId id = job == null ? newestUnfinished() : job;
        Resumption resumption = new Resumption(settings, id, new JobFolder(home.job(id)));
        JobRecord found = resumption.find();
        if (found.state() == JobState.DONE) {
            return alreadyDone(found, started);
        }
        ProgressLine line = new ProgressLine(spec.commandLine().getErr(), ProgressLine.style(quiet), Instant.now());
        JobPrograms programs = new JobPrograms(id, found.spec(), home, kafka.arguments(settings), window.arguments());
        try (JobRun run = new JobRun(settings, id, found.spec(), programs, new Surroundings(home, kafka), line);
                Termination termination = Termination.stops(run::interrupt)) {
            Verdict verdict = run.resume(resumption, found, started);
            verdict.say(output.json(), spec.commandLine()); // while the process is still held
            return termination.endWith(verdict.exitCode());
        }
    }

    private int alreadyDone(JobRecord found, long started) {
        JobId id = found.id();
        Path folder = home.job(id);
        JobReport report = JobReport.read(folder)
                .orElseThrow(() -> ExitCode.FAILED.because("job " + id + " is done, and its results are not in "
                        + folder + ": look where its receiver ran"));
        if (!Files.exists(folder.resolve(ResultsArchive.REPORT_NAME))) { // nobody was there when it ended
            new JobObserver(id, folder)
                    .writeReport(found)
                    .ifPresent(trouble -> spec.commandLine().getErr().println("winnow: " + trouble));
        }
        Verdict.done(report, (System.nanoTime() - started) / 1e9, folder).say(output.json(), spec.commandLine());
        return ExitCode.DONE.number();
    }

    /** Ids sort by time, and only a complete job has a report. */
    private JobId newestUnfinished() {
        if (!Files.isDirectory(home.jobs())) {
            throw none();
        }
        try (Stream<Path> folders = Files.list(home.jobs())) {
            return folders.filter(folder -> !Files.exists(folder.resolve(JobReport.FILE_NAME)))
                    .max(Comparator.comparing(Path::getFileName))
                    .map(folder -> new JobId(folder.getFileName().toString()))
                    .orElseThrow(ResumeCommand::none);
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot look into " + home.jobs() + ": " + e.getMessage(), e);
        }
    }

    private static RuntimeException none() {
        return ExitCode.USAGE.because("there is no job to resume: every job here is complete");
    }
}
