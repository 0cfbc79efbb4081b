package winnow.cli.option;

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
     * @param folder asked for only if the input is standard input: where to keep it, as it cannot be read a second time
     * @param spool whether to keep all of it; else only the first bytes, and a job that is stopped cannot go on
     * @throws winnow.protocol.StopException with USAGE if there is no such input
     */
    public JobInput resolve(Supplier<Path> folder, boolean spool) {
        if (input.equals(List.of(STANDARD_INPUT)) && !spool) {
            generator.requireNoRows();
            return StandardInput.keepHead(folder.get().resolve("input.head"));
        }
        return resolve(input, generator, () -> folder.get().resolve("input.csv"));
    }

    public static JobInput resolve(List<String> words, GeneratorOptions generator, Supplier<Path> spool) {
        Optional<JobInput> generated = generator.input();
        if (generated.isPresent() && words.isEmpty()) {
            return generated.get();
        }
        generator.requireNoRows();
        if (words.isEmpty()) {
            throw ExitCode.USAGE.because("there is no input: give rows (--rows 1000000, INPUT_SIZE=1000000)"
                    + " or files (--input data.csv, INPUT=data.csv)");
        }
        if (words.equals(List.of(STANDARD_INPUT))) {
            return InputFiles.ofOne(StandardInput.keep(spool.get()));
        }
        if (words.contains(STANDARD_INPUT)) {
            throw ExitCode.USAGE.because("standard input (-) stands alone: it cannot be one of several inputs");
        }
        return InputFiles.resolve(words, Path.of("").toAbsolutePath());
    }
}
