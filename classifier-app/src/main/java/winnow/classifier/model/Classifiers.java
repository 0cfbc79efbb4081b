package winnow.classifier.model;

import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import winnow.protocol.ExitCode;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.ModelSpec;

/** Every kind of classifier on the class path. */
public final class Classifiers {
    private Classifiers() {}

    /** @throws winnow.protocol.StopException with USAGE if there is no such kind, or it refuses */
    public static Classifier open(ModelSpec model, CsvFormat format) {
        SortedMap<String, ClassifierProvider> kinds = ServiceLoader.load(ClassifierProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(
                        ClassifierProvider::kind, Function.identity(), (first, second) -> first, TreeMap::new));
        ClassifierProvider provider = kinds.get(model.kind());
        if (provider == null) {
            throw ExitCode.USAGE.because(
                    "there is no model '" + model.kind() + "'; there is: " + String.join(", ", kinds.keySet()));
        }
        return provider.open(model, format);
    }
}
