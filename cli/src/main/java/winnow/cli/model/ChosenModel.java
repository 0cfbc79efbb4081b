package winnow.cli.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import winnow.classifier.model.ClassifierProvider;
import winnow.classifier.model.Classifiers;
import winnow.classifier.model.ModelFiles;
import winnow.classifier.store.LocalFile;
import winnow.classifier.store.ModelStore;
import winnow.protocol.ExitCode;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.ModelTopic;
import winnow.protocol.model.ModelRef;
import winnow.protocol.model.PushedModel;

/**
 * What the word after {@code --model} means, in this order: a kind of classifier, alone ({@code blackbox}) or with its
 * argument ({@code cel:PRICE > 10}), a file of this machine ({@code churn.onnx}), or a model that was pushed, by its name
 * or by the start of its digest.
 *
 * @param files where this process finds the model's file
 */
public record ChosenModel(ModelSpec spec, ModelFiles files) {
    private static final String UNFIT_FOR_NAMES = "[^A-Za-z0-9._-]";
    /** So much of a digest tells models apart. */
    private static final int SHORTEST_DIGEST = 8;

    /**
     * @param cluster asked only if the word is neither a kind nor a file; null if there is no cluster to ask
     * @throws winnow.protocol.StopException with USAGE if the word means nothing
     */
    public static ChosenModel of(String word, Map<String, String> options, @Nullable Supplier<ClientSettings> cluster) {
        Map<String, ClassifierProvider> kinds = Classifiers.kinds();
        ClassifierProvider kind = kinds.get(word);
        if (kind != null && !kind.opensFiles()) {
            return new ChosenModel(ModelSpec.of(word, options), ModelFiles.NONE);
        }
        int colon = word.indexOf(':');
        ClassifierProvider prefix = colon < 1 ? null : kinds.get(word.substring(0, colon));
        if (prefix != null && prefix.takesArgument()) {
            return withArgument(prefix, word.substring(colon + 1), options);
        }
        Path file = Path.of(word);
        if (Files.isRegularFile(file)) {
            ModelRef model = ModelRef.of(file, nameOf(file));
            return new ChosenModel(ModelSpec.of(kindOf(file), options).withFile(model), new LocalFile(file));
        }
        if (cluster == null || file.getNameCount() > 1) {
            throw ExitCode.USAGE.because("there is no model '" + word
                    + "', neither a file of that name nor a kind; kinds: " + String.join(", ", kinds.keySet()));
        }
        return pushed(word, options, cluster.get(), kinds);
    }

    private static ChosenModel withArgument(ClassifierProvider kind, String argument, Map<String, String> options) {
        ModelSpec spec = ModelSpec.of(kind.kind(), options).withOption(ClassifierProvider.ARGUMENT, argument);
        Path file = kind.fileOf(argument).orElse(null);
        if (file == null) {
            return new ChosenModel(spec, ModelFiles.NONE);
        }
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw ExitCode.USAGE.because(
                    "there is no program " + file + " that can be executed: name a file, and chmod +x it");
        }
        return new ChosenModel(spec.withFile(ModelRef.of(file, nameOf(file))), new LocalFile(file));
    }

    /** The same model, with what only the input says written into its specification. */
    public ChosenModel completedFor(JobInput input, CsvFormat format) {
        ModelSpec complete =
                Classifiers.provider(spec.kind()).complete(spec, format, () -> FirstRows.of(input, format));
        return new ChosenModel(complete, files);
    }

    /** The kind of classifier that opens a file, by the ending of its name. */
    public static String kindOf(Path file) {
        String name = file.getFileName().toString();
        List<String> kinds = Classifiers.kinds().values().stream()
                .filter(ClassifierProvider::opensFiles)
                .map(ClassifierProvider::kind)
                .toList();
        return kinds.stream()
                .filter(kind -> name.endsWith("." + kind))
                .findFirst()
                .orElseThrow(() -> ExitCode.USAGE.because("the model " + file + " is of no kind that there is: its name"
                        + " must end in ." + String.join(", .", kinds)));
    }

    private static ChosenModel pushed(
            String word, Map<String, String> options, ClientSettings settings, Map<String, ClassifierProvider> kinds) {
        List<PushedModel> models = new ModelTopic(settings).list();
        PushedModel found = models.stream()
                .filter(pushed -> pushed.model().name().equals(word)
                        || (word.length() >= SHORTEST_DIGEST
                                && pushed.model().sha256().startsWith(word)))
                .max(Comparator.comparing(PushedModel::pushed))
                .orElseThrow(() -> ExitCode.USAGE.because("there is no model '" + word
                        + "': it is no file, 'winnow model list' does not have it, and it is none of the kinds "
                        + String.join(", ", kinds.keySet())));
        Path folder = Path.of(
                System.getProperty("java.io.tmpdir"),
                "winnow-models-" + ProcessHandle.current().pid());
        folder.toFile().deleteOnExit(); // it is empty by then
        return new ChosenModel(
                ModelSpec.of(found.kind(), options).withFile(found.model()), new ModelStore(settings, folder, false));
    }

    /** A file's own name, where a model may have it. */
    public static String nameOf(Path file) {
        return file.getFileName().toString().replaceAll(UNFIT_FOR_NAMES, "_");
    }
}
