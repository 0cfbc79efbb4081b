package winnow.classifier.cel;

import dev.cel.runtime.CelEvaluationException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.classifier.model.Answers;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Column;
import winnow.classifier.model.OutputFields;
import winnow.protocol.frame.RejectCode;

/** Gives each row what a rule says of its columns. */
final class CelClassifier implements Classifier {
    private final Rule rule;
    private final Schema schema;
    private final char delimiter;

    CelClassifier(Rule rule, Schema schema, char delimiter) {
        this.rule = rule;
        this.schema = schema.only(rule.columns());
        this.delimiter = delimiter;
    }

    @Override
    public List<String> inputs() {
        return rule.columns();
    }

    @Override
    public List<String> outputs() {
        return List.of("label");
    }

    @Override
    public void classify(Batch batch, Answers answers) {
        OutputFields out = new OutputFields(delimiter);
        Map<String, Object> values = new TreeMap<>();
        for (int row = 0; row < batch.rows(); row++) {
            Column unfit = read(batch, row, values);
            if (unfit != null) {
                ColumnType type = schema.types().getOrDefault(unfit.name(), ColumnType.STRING);
                answers.reject(row, RejectCode.BAD_VALUE, unfit.name(), type.refuse(unfit.text(row)));
                continue;
            }
            try {
                out.clear().text(rule.label(values)).answer(row, answers);
            } catch (CelEvaluationException e) {
                answers.reject(row, RejectCode.CLASSIFIER_FAILED, "", "the rule fails: " + e.getMessage());
            }
        }
    }

    /** @return the column whose value does not have its type, or null */
    private @Nullable Column read(Batch batch, int row, Map<String, Object> values) {
        for (int input = 0; input < rule.columns().size(); input++) {
            Column column = batch.column(input);
            Object value = schema.types()
                    .getOrDefault(column.name(), ColumnType.STRING)
                    .value(column, row);
            if (value == null) {
                return column;
            }
            values.put(column.name(), value);
        }
        return null;
    }
}
