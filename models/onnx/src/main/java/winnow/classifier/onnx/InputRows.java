package winnow.classifier.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.classifier.model.Answers;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Column;
import winnow.protocol.frame.RejectCode;

/**
 * Fills the model's input tensors from a batch, and makes those rows rejects that the model cannot take: ONNX Runtime
 * would fail the whole batch for one. Reused from batch to batch; one thread.
 */
final class InputRows {
    private final List<Cell> cells = new ArrayList<>();
    private final List<ModelInput> inputs;
    private final List<Tensors> tensors = new ArrayList<>();
    private final OnMissing onMissing;
    private int[] rowOf = new int[0];
    private boolean[] refused = new boolean[0];
    private int rows;

    /** Where a column's values go. */
    private record Cell(
            Tensors to, int at, OnnxJavaType type, @Nullable Set<String> known) {}

    InputRows(List<ModelInput> inputs, Map<String, Set<String>> categories, OnMissing onMissing) {
        this.inputs = inputs;
        this.onMissing = onMissing;
        for (ModelInput input : inputs) {
            Tensors tensor = new Tensors(input);
            tensors.add(tensor);
            for (int at = 0; at < input.columns().size(); at++) {
                cells.add(new Cell(
                        tensor, at, input.type(), categories.get(input.columns().get(at))));
            }
        }
    }

    /** Column by column, so that values of one kind follow one another. */
    void fill(Batch batch, Answers answers) {
        if (rowOf.length < batch.rows()) {
            rowOf = new int[batch.rows()];
            refused = new boolean[batch.rows()];
        }
        Arrays.fill(refused, 0, batch.rows(), false);
        tensors.forEach(tensor -> tensor.reserve(Math.max(2, batch.rows())));
        for (int input = 0; input < cells.size(); input++) {
            take(cells.get(input), batch.column(input), batch.rows(), answers);
        }
        closeUp(batch.rows());
        if (rows == 1) {
            // a batch of one takes another way through the model, with other last bits
            tensors.forEach(tensor -> tensor.repeat(0, 1));
        }
    }

    private void take(Cell cell, Column column, int of, Answers answers) {
        for (int row = 0; row < of; row++) {
            if (!refused[row]) {
                String refusal = switch (cell.type()) {
                    case STRING -> takeText(cell, column, row);
                    case INT64, INT32 -> takeInteger(cell, column, row);
                    default -> takeDecimal(cell, column, row);
                };
                if (refusal != null) {
                    refused[row] = true;
                    answers.reject(row, RejectCode.BAD_VALUE, column.name(), refusal);
                }
            }
        }
    }

    /** Leaves no gaps where rows were refused. */
    private void closeUp(int of) {
        rows = 0;
        for (int row = 0; row < of; row++) {
            if (!refused[row]) {
                if (rows < row) {
                    for (Tensors tensor : tensors) {
                        tensor.repeat(row, rows);
                    }
                }
                rowOf[rows++] = row;
            }
        }
    }

    /** @return why the model cannot take the value, or null if it was put */
    private static @Nullable String takeText(Cell cell, Column column, int row) {
        String text = OnnxText.of(column.text(row));
        if (cell.known() != null && !cell.known().contains(text)) {
            return "the model's encoder does not know the value '" + text + "'";
        }
        cell.to().put(row, cell.at(), text);
        return null;
    }

    private @Nullable String takeDecimal(Cell cell, Column column, int row) {
        double value = column.decimal(row);
        if (Double.isNaN(value)) {
            if (!isMissing(column, row)) {
                return "'" + column.text(row) + "' is no number";
            }
            if (onMissing.rejects()) {
                return "the value is missing (--on-missing gives it one)";
            }
            value = onMissing.value();
        }
        cell.to().put(row, cell.at(), value);
        return null;
    }

    private @Nullable String takeInteger(Cell cell, Column column, int row) {
        long value;
        if (column.isInteger(row)) {
            value = column.integer(row);
            if (cell.type() == OnnxJavaType.INT32 && value != (int) value) {
                return "'" + column.text(row) + "' is too large for the model's int32";
            }
        } else if (!isMissing(column, row)) {
            return "'" + column.text(row) + "' is no whole number";
        } else if (onMissing.rejects() || onMissing.value() != Math.rint(onMissing.value())) {
            return "the value is missing, and a column of whole numbers has no "
                    + (onMissing.rejects() ? "default (--on-missing)" : Double.toString(onMissing.value()));
        } else {
            value = (long) onMissing.value();
        }
        if (cell.known() != null && !cell.known().contains(Long.toString(value))) {
            return "the model's encoder does not know the value '" + value + "'";
        }
        cell.to().put(row, cell.at(), value);
        return null;
    }

    private static boolean isMissing(Column column, int row) {
        return column.isBlank(row) || column.text(row).strip().equalsIgnoreCase("nan");
    }

    /** Rows that the model can take. */
    int rows() {
        return rows;
    }

    /** Which row of the batch a row of the tensors is. */
    int rowOf(int tensorRow) {
        return rowOf[tensorRow];
    }

    /** By name of input. To be closed; valid until the next batch. */
    Map<String, OnnxTensor> tensors(OrtEnvironment environment) throws OrtException {
        Map<String, OnnxTensor> made = new TreeMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            made.put(inputs.get(i).tensor(), tensors.get(i).tensor(environment, Math.max(2, rows)));
        }
        return made;
    }
}
