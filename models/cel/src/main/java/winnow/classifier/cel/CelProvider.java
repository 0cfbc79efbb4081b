package winnow.classifier.cel;

import java.util.Optional;
import java.util.function.Supplier;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.ClassifierProvider;
import winnow.classifier.model.ModelFiles;
import winnow.protocol.ExitCode;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.ModelSpec;

/**
 * Opens rules. Options: {@code argument}, the rule itself, and {@code schema}, the types of the columns, see
 * {@link Schema}.
 */
public final class CelProvider implements ClassifierProvider {
    private static final String SCHEMA = "schema";

    @Override
    public String kind() {
        return "cel";
    }

    @Override
    public boolean takesArgument() {
        return true;
    }

    /** Types that are not declared are those of the first rows, and stand in the job from here on. */
    @Override
    public ModelSpec complete(ModelSpec model, CsvFormat format, Supplier<Batch> firstRows) {
        Schema declared = Schema.of(model.options().getOrDefault(SCHEMA, ""));
        for (String column : declared.types().keySet()) {
            if (!format.columns().contains(column)) {
                throw ExitCode.USAGE.because("--schema names the column '" + column
                        + "' and the input has none of that name; it has " + String.join(", ", format.columns()));
            }
        }
        Schema complete = declared.types().keySet().containsAll(format.columns())
                ? declared
                : declared.completedFrom(firstRows.get(), format.columns());
        return model.withOption(SCHEMA, complete.json());
    }

    @Override
    public Classifier open(ModelSpec model, CsvFormat format, ModelFiles files) {
        for (String option : model.options().keySet()) {
            if (!option.equals(ARGUMENT) && !option.equals(SCHEMA)) {
                throw ExitCode.USAGE.because("a rule has no option '" + option + "', only " + SCHEMA);
            }
        }
        String rule = Optional.ofNullable(model.options().get(ARGUMENT))
                .filter(text -> !text.isBlank())
                .orElseThrow(() ->
                        ExitCode.USAGE.because("there is no rule: --model 'cel:FLUX > 0.9 ? \"hot\" : \"cold\"'"));
        Schema schema = Schema.of(model.options().getOrDefault(SCHEMA, ""));
        return new CelClassifier(Rule.compile(rule, schema), schema, format.delimiter());
    }
}
