package winnow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.cli.model.TrainingRows;
import winnow.cli.option.FormatOptions;
import winnow.cli.option.GeneratorOptions;
import winnow.cli.option.InputOptions;
import winnow.protocol.ExitCode;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.JobInput;
import winnow.protocol.model.ModelRef;
import winnow.train.Algorithm;
import winnow.train.ColumnKind;
import winnow.train.Trained;
import winnow.train.Training;
import winnow.train.TrainingOptions;

/** {@code winnow train}: from rows whose labels are known to a model that {@code run} takes. */
@Command(
        description = {
            "Learns a model from rows whose labels are known, tells how well it does on rows that it has not seen, and"
                    + " writes it as an ONNX file for --model.",
            "Numbers, categories and texts are told apart by their values. The same rows and options give the same file."
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "INPUT", description = "the input, as for 'winnow run --input'")
    private List<String> input;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            required = true,
            description = "the model to write: churn.onnx")
    private Path out;

    @Option(names = "--label", paramLabel = "COLUMN", required = true, description = "the column to learn")
    private String label;

    @Option(
            names = "--algorithm",
            paramLabel = "A",
            defaultValue = "logistic",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Algorithm algorithm;

    @Option(names = "--trees", paramLabel = "N", description = "trees of a forest (default: ${DEFAULT-VALUE})")
    private int trees = TrainingOptions.DEFAULT_TREES;

    @Option(
            names = "--folds",
            paramLabel = "K",
            description = "each Kth of the rows is asked of a model learnt from the others (default: ${DEFAULT-VALUE})")
    private int folds = TrainingOptions.DEFAULT_FOLDS;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "another seed gives another model (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--drop", paramLabel = "A", split = ",", description = "columns to leave out")
    private List<String> dropped = new ArrayList<>();

    @Option(names = "--numeric", paramLabel = "A", split = ",", description = "columns that are numbers")
    private List<String> numeric = new ArrayList<>();

    @Option(names = "--categorical", paramLabel = "A", split = ",", description = "columns that are categories")
    private List<String> categorical = new ArrayList<>();

    @Option(names = "--text", paramLabel = "A", split = ",", description = "columns that are texts")
    private List<String> texts = new ArrayList<>();

    @Mixin
    private final FormatOptions format = new FormatOptions();

    @Override
    public Integer call() {
        TrainingOptions options =
                new TrainingOptions(label, algorithm, trees, folds, seed, new HashSet<>(dropped), kinds());
        Path folder = out.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw ExitCode.USAGE.because("there is no folder for " + out + " (--out)");
        }
        Path spool = folder.resolve(out.getFileName() + ".input");
        try {
            JobInput rows = InputOptions.resolve(input, new GeneratorOptions(), () -> spool);
            CsvFormat csv = format.read(rows);
            TrainingRows training = TrainingRows.read(rows, csv);
            Trained trained = Training.run(training.table(), options);
            write(trained.model());
            PrintWriter text = spec.commandLine().getOut();
            text.print(trained.report());
            text.print(told(training.malformed(), ModelRef.of(out, "model")));
            text.flush();
        } finally {
            delete(spool);
        }
        return ExitCode.DONE.number();
    }

    private Map<String, ColumnKind> kinds() {
        Map<String, ColumnKind> kinds = new TreeMap<>();
        name(numeric, ColumnKind.NUMERIC, kinds);
        name(categorical, ColumnKind.CATEGORY, kinds);
        name(texts, ColumnKind.TEXT, kinds);
        return kinds;
    }

    private static void name(List<String> columns, ColumnKind kind, Map<String, ColumnKind> kinds) {
        for (String column : columns) {
            ColumnKind other = kinds.put(column, kind);
            if (other != null && other != kind) {
                throw ExitCode.USAGE.because("'" + column + "' cannot be " + other + " and " + kind + " at once");
            }
        }
    }

    private String told(long malformed, ModelRef model) {
        String left = malformed == 0 ? "" : "%,d malformed rows left out%n".formatted(malformed);
        return "%n%swrote %s  %,d bytes  sha256 %s%n  bin/winnow classify --model %s INPUT OUTPUT%n  make run-cluster INPUT=… MODEL=%s%n"
                .formatted(left, out, model.bytes(), model.sha256(), out, out);
    }

    private void write(byte[] model) {
        try {
            Files.write(out, model);
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot write the model to " + out + ": " + e, e);
        }
    }

    private static void delete(Path spool) {
        try {
            Files.deleteIfExists(spool);
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot delete " + spool + ": " + e.getMessage(), e);
        }
    }
}
