package winnow.train;

import java.util.List;

/**
 * Learns a model: finds out what the columns are, tests how well such a model does on rows that it has not seen, and then
 * learns the one that is written from all rows. The same rows and options give the same bytes.
 */
public final class Training {
    private Training() {}

    /** @throws winnow.protocol.StopException with USAGE if nothing can be learnt, with the reason */
    public static Trained run(Table table, TrainingOptions options) {
        options.requireColumns(table.columns());
        Labels labels = Labels.of(table, table.columns().indexOf(options.label()), options.folds());
        List<Finding> findings = new Recognition(table, labels, options).findings();
        List<Finding> used =
                findings.stream().filter(finding -> finding.kind() != null).toList();
        Evaluation evaluation = new CrossValidation(table, used, labels, options).evaluation();
        Fitted fitted = Fitted.on(table, used, labels, labels.rows(), options);
        return new Trained(
                new Report(table, findings, labels, options).text(fitted.features(), evaluation),
                OnnxModel.bytes(fitted, labels.classes(), table.columns()));
    }
}
