package winnow.cli.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import winnow.cli.tally.ConfusionMatrix;

/** A comparison for people. */
public final class ComparisonText {
    /** The rest is in the JSON. */
    private static final int MOST_LINES = 20;

    private record Change(String from, String to, long rows) {}

    private ComparisonText() {}

    public static String of(Comparison comparison, String first, String second) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d rows: %,d change their label from %s to %s (%.2f %%), %,d stay, %,d could not be compared%n",
                comparison.rows(),
                comparison.changed(),
                first,
                second,
                comparison.compared() == 0 ? 0 : 100.0 * comparison.changed() / comparison.compared(),
                comparison.compared() - comparison.changed(),
                comparison.rows() - comparison.compared()));
        List<Change> changes = changes(comparison);
        for (Change change : changes.subList(0, Math.min(MOST_LINES, changes.size()))) {
            text.append(String.format(Locale.ROOT, "%,15d  %s -> %s%n", change.rows(), change.from(), change.to()));
        }
        if (changes.size() > MOST_LINES) {
            text.append(String.format(Locale.ROOT, "  and %,d more kinds of change%n", changes.size() - MOST_LINES));
        }
        if (ConfusionMatrix.fits(comparison.changes())) {
            text.append(ConfusionMatrix.text("labels of " + first, "labels of " + second, comparison.changes()));
        }
        return text.toString();
    }

    private static List<Change> changes(Comparison comparison) {
        List<Change> changes = new ArrayList<>();
        comparison
                .changes()
                .forEach((from, labels) -> labels.forEach((to, rows) -> {
                    if (!from.equals(to)) {
                        changes.add(new Change(from, to, rows));
                    }
                }));
        changes.sort(Comparator.comparingLong(Change::rows)
                .reversed()
                .thenComparing(Change::from)
                .thenComparing(Change::to));
        return changes;
    }
}
