package winnow.classifier.model;

import java.util.Collections;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import winnow.protocol.ExitCode;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.ModelSpec;

/** Every kind of classifier on the class path. */
public final class Classifiers {
    /** Looked up once: it opens every jar of the class path. */
    private static final SortedMap<String, ClassifierProvider> KINDS = Collections.unmodifiableSortedMap(load());

    private Classifiers() {}

    private static SortedMap<String, ClassifierProvider> load() {
        return ServiceLoader.load(ClassifierProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(
                        ClassifierProvider::kind, provider -> provider, (first, second) -> first, TreeMap::new));
    }

    /** Opens one that needs no file. */
    public static Classifier open(ModelSpec model, CsvFormat format) {
        return open(model, format, ModelFiles.NONE);
    }

    /** @throws winnow.protocol.StopException with USAGE if there is no such kind, or it refuses */
    public static Classifier open(ModelSpec model, CsvFormat format, ModelFiles files) {
        return provider(model.kind()).open(model, format, files);
    }

    /** @throws winnow.protocol.StopException with USAGE if there is no such kind */
    public static ClassifierProvider provider(String kind) {
        ClassifierProvider provider = KINDS.get(kind);
        if (provider == null) {
            throw ExitCode.USAGE.because(
                    "there is no model '" + kind + "'; there is: " + String.join(", ", KINDS.keySet()));
        }
        return provider;
    }

    /** By the name under which each is asked for. */
    public static SortedMap<String, ClassifierProvider> kinds() {
        return KINDS;
    }
}
