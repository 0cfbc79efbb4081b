package winnow.train;

import java.util.List;
import java.util.Map;
import java.util.Set;
import winnow.protocol.ExitCode;

/**
 * What is to be learnt, and how.
 *
 * @param label the column that is to be told from the others
 * @param trees of a forest
 * @param folds of the cross-validation
 * @param seed the same seed and the same rows give the same model, byte for byte
 * @param dropped columns that are not looked at
 * @param kinds what columns are, whatever their values look like
 */
public record TrainingOptions(
        String label,
        Algorithm algorithm,
        int trees,
        int folds,
        long seed,
        Set<String> dropped,
        Map<String, ColumnKind> kinds) {
    public static final int DEFAULT_TREES = 100;
    public static final int DEFAULT_FOLDS = 5;

    private static final int MOST_TREES = 1000;

    public TrainingOptions {
        dropped = Set.copyOf(dropped);
        kinds = Map.copyOf(kinds);
        if (folds < 2) {
            throw ExitCode.USAGE.because("--folds must be 2 or more, not " + folds);
        }
        if (trees < 1 || trees > MOST_TREES) {
            throw ExitCode.USAGE.because("--trees must be from 1 to " + MOST_TREES + ", not " + trees);
        }
    }

    /** @throws winnow.protocol.StopException with USAGE if a column is named that is not there */
    void requireColumns(List<String> columns) {
        require("--label", label, columns);
        dropped.forEach(column -> require("--drop", column, columns));
        kinds.keySet().forEach(column -> require("a column's kind", column, columns));
        if (dropped.contains(label) || kinds.containsKey(label)) {
            throw ExitCode.USAGE.because("'" + label + "' is the label: it cannot be used or dropped as a column, too");
        }
        for (String column : dropped) {
            if (kinds.containsKey(column)) {
                throw ExitCode.USAGE.because("'" + column + "' is dropped and given a kind: leave one of them out");
            }
        }
    }

    private static void require(String option, String column, List<String> columns) {
        if (!columns.contains(column)) {
            throw ExitCode.USAGE.because("there is no column '" + column + "' (" + option + "); the input has "
                    + String.join(", ", columns));
        }
    }
}
