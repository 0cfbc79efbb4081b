package winnow.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Column;
import winnow.classifier.onnx.OnnxText;

/**
 * Rows in memory, column by column, with the values that a model gets to see when it classifies them. One thread fills it;
 * then any may read.
 */
public final class Table {
    private final List<String> columns;
    private final List<Cells> cells = new ArrayList<>();
    private int rows;

    /** One column: each value as text, and as a number or NaN. */
    private static final class Cells {
        private final List<String> texts = new ArrayList<>();
        private double[] numbers = new double[1024];

        private void add(Column column, int row) {
            if (texts.size() == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * numbers.length);
            }
            numbers[texts.size()] = column.decimal(row);
            texts.add(OnnxText.of(column.text(row)));
        }
    }

    public Table(List<String> columns) {
        this.columns = List.copyOf(columns);
        columns.forEach(column -> cells.add(new Cells()));
    }

    /** @param batch rows with all columns, in this table's order */
    public void add(Batch batch) {
        for (int column = 0; column < columns.size(); column++) {
            for (int row = 0; row < batch.rows(); row++) {
                cells.get(column).add(batch.column(column), row);
            }
        }
        rows += batch.rows();
    }

    List<String> columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    String text(int column, int row) {
        return cells.get(column).texts.get(row);
    }

    /** As the model gets it; NaN if it is missing or none. */
    float number(int column, int row) {
        return (float) cells.get(column).numbers[row];
    }

    /** Whether there is nothing but blanks. */
    boolean isBlank(int column, int row) {
        return text(column, row).isBlank();
    }

    /** Whether a column of numbers has none here: the classifier takes an empty cell and {@code nan} for that. */
    boolean isMissingNumber(int column, int row) {
        return isBlank(column, row) || text(column, row).strip().equalsIgnoreCase("nan");
    }
}
