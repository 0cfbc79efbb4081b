package winnow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.cli.option.HomeOption;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;
import winnow.receiver.output.JobReport;
import winnow.receiver.output.ResultsArchive;

/** {@code winnow results}. */
@Command(
        description = "Puts the results of the last complete job, or of another, where they are easy to find:"
                + " results.tgz with all of its files, and results.csv with the header line.")
final class ResultsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--job", paramLabel = "ID", description = "the job's id (default: the last job that is complete)")
    private @Nullable JobId job;

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            defaultValue = "output",
            description = "where to put them (default: ${DEFAULT-VALUE})")
    private Path outputFolder;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Override
    public Integer call() {
        Path folder = job == null ? lastComplete() : home.job(job);
        new ResultsArchive(folder).writeTo(outputFolder);
        PrintWriter out = spec.commandLine().getOut();
        out.println("job " + folder.getFileName() + ": " + outputFolder.resolve(ResultsArchive.ARCHIVE_NAME) + " and "
                + outputFolder.resolve(ResultsArchive.CSV_NAME));
        out.flush();
        return ExitCode.DONE.number();
    }

    /** Ids sort by time, and only a complete job has a report. */
    private Path lastComplete() {
        if (Files.isDirectory(home.jobs())) {
            try (Stream<Path> folders = Files.list(home.jobs())) {
                return folders.filter(folder -> Files.exists(folder.resolve(JobReport.FILE_NAME)))
                        .max(Comparator.comparing(Path::getFileName))
                        .orElseThrow(ResultsCommand::none);
            } catch (IOException e) {
                throw ExitCode.FAILED.because("cannot look into " + home.jobs() + ": " + e.getMessage(), e);
            }
        }
        throw none();
    }

    private static RuntimeException none() {
        return ExitCode.FAILED.because("no job is complete yet: 'make run-cluster INPUT_SIZE=1000000' runs one");
    }
}
