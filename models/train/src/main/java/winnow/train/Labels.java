package winnow.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import winnow.protocol.ExitCode;

/** The rows that have a label, and which it is. */
final class Labels {
    private static final int MOST_CLASSES = 1000;

    /** What {@link winnow.classifier.onnx.OnnxText} makes of what ONNX Runtime does not take. */
    private static final char UNKNOWN = '\uFFFD';

    private final List<String> classes;
    private final int[] classOf;
    private final int[] rows;

    private Labels(List<String> classes, int[] classOf, int[] rows) {
        this.classes = classes;
        this.classOf = classOf;
        this.rows = rows;
    }

    static Labels of(Table table, int column, int folds) {
        String name = table.columns().get(column);
        TreeMap<String, Integer> counts = new TreeMap<>();
        List<Integer> labelled = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            if (!table.isBlank(column, row)) {
                counts.merge(table.text(column, row), 1, Integer::sum);
                labelled.add(row);
            }
        }
        requireLearnable(name, counts, labelled.size(), folds);
        List<String> classes = List.copyOf(counts.keySet());
        int[] classOf = new int[table.rows()];
        Arrays.fill(classOf, -1);
        for (int row : labelled) {
            classOf[row] = Collections.binarySearch(classes, table.text(column, row));
        }
        return new Labels(
                classes, classOf, labelled.stream().mapToInt(Integer::intValue).toArray());
    }

    private static void requireLearnable(String name, SortedMap<String, Integer> counts, int rows, int folds) {
        if (counts.isEmpty()) {
            throw ExitCode.USAGE.because("no row has a label: the column '" + name + "' is empty");
        }
        if (counts.size() == 1) {
            throw ExitCode.USAGE.because(
                    "every label is '" + counts.firstKey() + "': with one class there is nothing to tell apart");
        }
        if (counts.size() > MOST_CLASSES) {
            throw ExitCode.USAGE.because("the column '" + name + "' has " + counts.size()
                    + " different labels, more than " + MOST_CLASSES + ": is it the right one?");
        }
        for (String label : counts.keySet()) {
            if (label.indexOf(UNKNOWN) >= 0) {
                throw ExitCode.USAGE.because("the label '" + label + "' has a character that a model cannot give back ("
                        + "such as an emoji): write it otherwise");
            }
        }
        if (rows < 2 * folds) {
            throw ExitCode.USAGE.because(rows + " rows with a label are too few for " + folds
                    + " folds: take more rows, or fewer folds (--folds)");
        }
        // else some fold would have to be learnt from one class alone
        if (counts.values().stream().filter(count -> count > 1).count() < 2) {
            throw ExitCode.USAGE.because("fewer than two labels of the column '" + name
                    + "' are on two rows or more: there is nothing to test a model with");
        }
    }

    /** The different labels, sorted. */
    List<String> classes() {
        return classes;
    }

    /** The index of the class of a row that has a label. */
    int classOf(int row) {
        return classOf[row];
    }

    /** The rows of the table that have a label, in their order. */
    int[] rows() {
        return rows.clone();
    }

    /** How many rows each class has. */
    int[] counts() {
        int[] counts = new int[classes.size()];
        for (int row : rows) {
            counts[classOf[row]]++;
        }
        return counts;
    }
}
