package winnow.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobInput;
import winnow.sender.source.RowGenerator;

/** {@code winnow generate}. */
@Command(
        description =
                "Writes the rows that 'winnow run --rows' classifies: the same for the same seed, on any machine.")
final class GenerateCommand implements Callable<Integer> {
    @Option(names = "--rows", paramLabel = "N", required = true, description = "number of rows")
    private long rows;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "another seed gives other rows (default: ${DEFAULT-VALUE})")
    private long seed;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "where to (default: standard output)")
    private @Nullable Path file;

    @Override
    public Integer call() {
        try {
            if (file == null) {
                write(System.out);
            } else {
                try (OutputStream out = Files.newOutputStream(file)) {
                    write(out);
                }
            }
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot write the rows to " + (file == null ? "standard output" : file) + ": " + e.getMessage(), e);
        }
        return ExitCode.DONE.number();
    }

    private void write(OutputStream out) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        new RowGenerator(new JobInput.Generated(rows, seed)).writeTo(buffered);
        buffered.flush();
    }
}
