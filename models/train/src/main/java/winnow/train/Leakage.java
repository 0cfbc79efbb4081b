package winnow.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Looks for a column that gives the label away: what is that good is mostly known only after the label is. Pure. */
final class Leakage {
    /** With fewer rows for each value, or of a class, it may be chance. */
    private static final int ROWS_EACH = 10;

    private Leakage() {}

    static boolean decidesLabel(Table table, Finding finding, Labels labels) {
        boolean tells = Arrays.stream(labels.counts())
                        .filter(count -> count >= ROWS_EACH)
                        .count()
                > 1;
        return tells
                && ((finding.kind() == ColumnKind.NUMERIC && numbersDecide(table, finding.column(), labels))
                        || (finding.kind() != ColumnKind.TEXT && valuesDecide(table, finding.column(), labels)));
    }

    /** Whether rows with one value have one label. */
    private static boolean valuesDecide(Table table, int column, Labels labels) {
        Map<String, Integer> classOf = new HashMap<>();
        for (int row : labels.rows()) {
            Integer seen = classOf.putIfAbsent(table.text(column, row), labels.classOf(row));
            if (seen != null && seen != labels.classOf(row)) {
                return false;
            }
        }
        return labels.rows().length >= ROWS_EACH * classOf.size();
    }

    /** Whether the numbers, in their order, have the labels one after another; what is missing counts as the largest. */
    private static boolean numbersDecide(Table table, int column, Labels labels) {
        int[] sorted = Arrays.stream(labels.rows())
                .boxed()
                .sorted(Comparator.comparing((Integer row) -> table.number(column, row)))
                .mapToInt(Integer::intValue)
                .toArray();
        int stretches = 1;
        for (int i = 1; i < sorted.length; i++) {
            boolean sameClass = labels.classOf(sorted[i]) == labels.classOf(sorted[i - 1]);
            boolean sameNumber =
                    Float.compare(table.number(column, sorted[i]), table.number(column, sorted[i - 1])) == 0;
            if (sameNumber && !sameClass) {
                return false;
            }
            stretches += sameClass ? 0 : 1;
        }
        boolean missing = Float.isNaN(table.number(column, sorted[sorted.length - 1]));
        return stretches <= labels.classes().size() + (missing ? 1 : 0);
    }
}
