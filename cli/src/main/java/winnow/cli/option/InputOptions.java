package winnow.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobInput;
import winnow.sender.source.InputFiles;

/** Which rows a job has. */
public final class InputOptions {
    private static final String STANDARD_INPUT = "-";

    @Option(
            names = "--input",
            paramLabel = "FILE",
            arity = "1..*",
            description = "a CSV file, several, a glob, a directory, or - for standard input; plain, gzip or zstd")
    private List<String> input = new ArrayList<>();

    @Mixin
    private final GeneratorOptions generator = new GeneratorOptions();

    /**
     * Looks at what was asked for, and takes in what can be read only once.
     *
     * @param spool asked for only if the input is standard input: where to keep it, as it cannot be read a second time
     * @throws winnow.protocol.StopException with USAGE if there is no such input
     */
    public JobInput resolve(Supplier<Path> spool) {
        return resolve(input, generator, spool);
    }

    public static JobInput resolve(List<String> words, GeneratorOptions generator, Supplier<Path> spool) {
        Optional<JobInput> generated = generator.input();
        if (generated.isPresent()) {
            if (!words.isEmpty()) {
                throw ExitCode.USAGE.because(
                        "there are two inputs: give either rows (--rows, INPUT_SIZE) or files (--input, INPUT)");
            }
            return generated.get();
        }
        if (words.isEmpty()) {
            throw ExitCode.USAGE.because("there is no input: give rows (--rows 1000000, INPUT_SIZE=1000000)"
                    + " or files (--input data.csv, INPUT=data.csv)");
        }
        if (words.equals(List.of(STANDARD_INPUT))) {
            return new JobInput.Files(List.of(keepStandardInput(spool.get()).toString()));
        }
        if (words.contains(STANDARD_INPUT)) {
            throw ExitCode.USAGE.because("standard input (-) stands alone: it cannot be one of several inputs");
        }
        return InputFiles.resolve(words, Path.of("").toAbsolutePath());
    }

    private static Path keepStandardInput(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.copy(System.in, file);
            return file;
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot keep standard input in " + file + ": " + e.getMessage(), e);
        }
    }
}
