package winnow.classifier.model;

import winnow.protocol.ExitCode;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.ModelSpec;

/** Opens the {@link BlackBox}. Option: {@code slowness}, from 1, default 10. */
public final class BlackBoxProvider implements ClassifierProvider {
    private static final String SLOWNESS = "slowness";
    private static final int DEFAULT_SLOWNESS = 10;

    @Override
    public String kind() {
        return "blackbox";
    }

    @Override
    public Classifier open(ModelSpec model, CsvFormat format, ModelFiles files) {
        for (String option : model.options().keySet()) {
            if (!option.equals(SLOWNESS)) {
                throw ExitCode.USAGE.because("the model blackbox has no option '" + option + "', only " + SLOWNESS);
            }
        }
        String slowness = model.options().getOrDefault(SLOWNESS, Integer.toString(DEFAULT_SLOWNESS));
        try {
            return new BlackBox(Integer.parseInt(slowness));
        } catch (NumberFormatException e) {
            throw ExitCode.USAGE.because("slowness must be a whole number, not '" + slowness + "'", e);
        }
    }
}
