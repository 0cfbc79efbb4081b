package example;

import winnow.classifier.model.Classifier;
import winnow.classifier.model.ClassifierProvider;
import winnow.classifier.model.ModelFiles;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.ModelSpec;

/** Opens the {@link PriceBand}. Option: {@code limit}, default 100. */
public final class PriceBandProvider implements ClassifierProvider {
    @Override
    public String kind() {
        return "priceband";
    }

    @Override
    public Classifier open(ModelSpec model, CsvFormat format, ModelFiles files) {
        double limit = Double.parseDouble(model.options().getOrDefault("limit", "100"));
        return new PriceBand(limit, format.delimiter());
    }
}
