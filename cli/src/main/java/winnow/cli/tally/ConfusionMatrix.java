package winnow.cli.tally;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Rows by two labels, as a table. */
public final class ConfusionMatrix {
    /** More columns do not fit on a screen. */
    private static final int MOST_LABELS = 12;

    private ConfusionMatrix() {}

    public static boolean fits(SortedMap<String, SortedMap<String, Long>> counts) {
        int labels = labels(counts).size();
        return labels > 0 && labels <= MOST_LABELS;
    }

    private static SortedSet<String> labels(SortedMap<String, SortedMap<String, Long>> counts) {
        SortedSet<String> labels = new TreeSet<>(counts.keySet());
        counts.values().forEach(row -> labels.addAll(row.keySet()));
        return labels;
    }

    /**
     * @param down what the lines are
     * @param across what the columns are
     * @param counts by line and column; must {@link #fits fit}
     */
    public static String text(String down, String across, SortedMap<String, SortedMap<String, Long>> counts) {
        SortedSet<String> labels = labels(counts);
        int width = Math.max(
                11,
                labels.stream()
                                .mapToInt(label -> Label.text(label).length())
                                .max()
                                .orElse(0)
                        + 2);
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "  confusion: lines are %s, columns %s%n", down, across));
        text.append(String.format(Locale.ROOT, "    %-" + Label.WIDTH + "s", ""));
        labels.forEach(label -> text.append(String.format(Locale.ROOT, "%" + width + "s", Label.text(label))));
        text.append(System.lineSeparator());
        for (String line : labels) {
            text.append(String.format(Locale.ROOT, "    %-" + Label.WIDTH + "s", Label.text(line)));
            Map<String, Long> cells = counts.getOrDefault(line, Collections.emptySortedMap());
            for (String column : labels) {
                text.append(String.format(Locale.ROOT, "%," + width + "d", cells.getOrDefault(column, 0L)));
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }
}
