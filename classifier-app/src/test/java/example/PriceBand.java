package example;

import java.util.List;
import winnow.classifier.model.Answers;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Column;
import winnow.classifier.model.OutputFields;
import winnow.protocol.frame.RejectCode;

/** The complete example of docs/ARCHITECTURE.md: {@code dear} or {@code cheap}, by the column PRICE. */
final class PriceBand implements Classifier {
    private final double limit;
    private final char delimiter;

    PriceBand(double limit, char delimiter) {
        this.limit = limit;
        this.delimiter = delimiter;
    }

    @Override
    public List<String> inputs() {
        return List.of("PRICE");
    }

    @Override
    public List<String> outputs() {
        return List.of("BAND");
    }

    @Override
    public void classify(Batch batch, Answers answers) {
        Column price = batch.column(0);
        OutputFields out = new OutputFields(delimiter); // not a field: several threads come through here
        for (int row = 0; row < batch.rows(); row++) {
            double value = price.decimal(row);
            if (Double.isNaN(value)) {
                answers.reject(
                        row, RejectCode.BAD_VALUE, price.name(), "'" + price.text(row) + "' is no decimal number");
            } else {
                out.clear().text(value < limit ? "cheap" : "dear").answer(row, answers);
            }
        }
    }
}
