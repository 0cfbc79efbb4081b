package winnow.cli.compare;

import java.util.Map;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.classifier.pipeline.Pipeline;
import winnow.cli.model.ChosenModel;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.RejectLimit;

/**
 * Two models, named as on the command line.
 *
 * @param settings of both
 */
public record ComparedModels(String first, String second, Map<String, String> settings) {

    /** @throws winnow.protocol.StopException with USAGE if there is no such model, or one does not fit the input */
    public Comparison on(JobInput input, CsvFormat format) {
        ChosenModel chosen = choose(first, input, format);
        try (Classifier pair = new PairedClassifier(
                open(chosen, format), open(choose(second, input, format), format), format.delimiter())) {
            JobSpec job = new JobSpec(
                    input,
                    format,
                    CutRule.DEFAULT,
                    chosen.spec(),
                    RejectLimit.ANY,
                    JobSpec.DEFAULT_TIME_LIMIT,
                    JobSpec.DEFAULT_PARTITIONS,
                    pair.outputs(),
                    null);
            return Comparison.of(job, pair);
        }
    }

    private ChosenModel choose(String word, JobInput input, CsvFormat format) {
        return ChosenModel.of(word, settings, null).completedFor(input, format);
    }

    private static Classifier open(ChosenModel chosen, CsvFormat format) {
        Classifier classifier = Classifiers.open(chosen.spec(), format, chosen.files());
        Pipeline.requireColumns(format, classifier);
        return classifier;
    }
}
