package winnow.classifier.exec;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.ClassifierProvider;
import winnow.classifier.model.ModelFile;
import winnow.classifier.model.ModelFiles;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.model.ModelRef;

/**
 * Opens programs. Options: {@code argument}, the program and its arguments, parted by blanks; {@code outputs}, the names
 * of the fields of its lines; {@code program}, where it lay when the job was made.
 */
public final class ExecProvider implements ClassifierProvider {
    private static final String OUTPUTS = "outputs";
    private static final String PROGRAM = "program";
    private static final List<String> OPTIONS = List.of(ARGUMENT, OUTPUTS, PROGRAM);

    @Override
    public String kind() {
        return "exec";
    }

    @Override
    public boolean takesArgument() {
        return true;
    }

    @Override
    public Optional<Path> fileOf(String argument) {
        return Optional.of(Path.of(words(argument).get(0)));
    }

    @Override
    public ModelSpec complete(ModelSpec model, CsvFormat format, Supplier<Batch> firstRows) {
        Path program = Path.of(command(model).get(0));
        return model.withOption(PROGRAM, program.toAbsolutePath().normalize().toString());
    }

    @Override
    public Classifier open(ModelSpec model, CsvFormat format, ModelFiles files) {
        for (String option : model.options().keySet()) {
            if (!OPTIONS.contains(option)) {
                throw ExitCode.USAGE.because("a program has no option '" + option + "', only " + OUTPUTS);
            }
        }
        ModelRef program = model.file();
        if (program == null) {
            throw ExitCode.USAGE.because("there is no program: --model exec:./score.py");
        }
        ModelFile file = files.openProgram(program);
        try {
            Path place = place(model, program, file);
            List<String> command = new ArrayList<>(command(model));
            command.set(0, place.toString());
            byte[] header = (format.headerText() + "\n").getBytes(StandardCharsets.UTF_8);
            Path folder = Optional.ofNullable(place.getParent()).orElse(Path.of("/"));
            return new ExecClassifier(
                    () -> RunningProgram.start(command, folder, header),
                    file,
                    Arrays.asList(model.options().getOrDefault(OUTPUTS, "label").split(",", -1)),
                    format.delimiter());
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Where the job was made the program runs in its own folder, beside whatever it needs; elsewhere it is a copy. */
    private static Path place(ModelSpec model, ModelRef program, ModelFile file) {
        Path original = Path.of(model.options().getOrDefault(PROGRAM, ""));
        if (original.isAbsolute() && Files.isExecutable(original) && isSame(program, original)) {
            return original;
        }
        Path copy = file.path().toAbsolutePath();
        if (!Files.isExecutable(copy) && !copy.toFile().setExecutable(true)) {
            throw ExitCode.FAILED.because(
                    "the program " + copy + " cannot be made executable: is its folder mounted noexec?");
        }
        return copy;
    }

    private static boolean isSame(ModelRef program, Path original) {
        try {
            program.check(original);
            return true;
        } catch (StopException e) {
            return false; // another file of that name
        }
    }

    private static List<String> command(ModelSpec model) {
        return words(model.options().getOrDefault(ARGUMENT, ""));
    }

    private static List<String> words(String argument) {
        if (argument.isBlank()) {
            throw ExitCode.USAGE.because("there is no program: --model exec:./score.py");
        }
        return Arrays.asList(argument.strip().split("\\s+"));
    }
}
