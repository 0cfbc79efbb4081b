package winnow.cli.tally;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import winnow.receiver.tally.Evaluation;

/** What the labels of a job were, and how good, for people. */
public final class TallyText {
    /** The rest is in job.json. */
    private static final int MOST_LINES = 20;

    private TallyText() {}

    /** Empty if nothing was counted. */
    public static String of(@Nullable SortedMap<String, Long> labels, @Nullable Evaluation evaluation) {
        return (labels == null ? "" : labels(labels)) + (evaluation == null ? "" : evaluation(evaluation));
    }

    private static String labels(SortedMap<String, Long> labels) {
        long rows = labels.values().stream().mapToLong(Long::longValue).sum();
        List<Map.Entry<String, Long>> largest = labels.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        StringBuilder text = new StringBuilder("  labels\n");
        for (Map.Entry<String, Long> label : largest.subList(0, Math.min(MOST_LINES, largest.size()))) {
            text.append(String.format(
                    Locale.ROOT,
                    "    %-" + Label.WIDTH + "s%,15d  %5.1f %%%n",
                    Label.text(label.getKey()),
                    label.getValue(),
                    100.0 * label.getValue() / rows));
        }
        if (largest.size() > MOST_LINES) {
            text.append(String.format(Locale.ROOT, "    and %,d more%n", largest.size() - MOST_LINES));
        }
        return text.toString();
    }

    private static String evaluation(Evaluation evaluation) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "  accuracy %.4f: %,d of %,d rows have the label that stands in %s%s%n",
                evaluation.accuracy(),
                evaluation.correct(),
                evaluation.rows(),
                evaluation.column(),
                evaluation.unlabelled() == 0
                        ? ""
                        : String.format(Locale.ROOT, "; in %,d more it is empty", evaluation.unlabelled())));
        if (!ConfusionMatrix.fits(evaluation.confusion())) {
            return text.append(evaluation.classes().isEmpty() ? "" : "  (each class is in the JSON)\n")
                    .toString();
        }
        if (evaluation.correct() == 0 && evaluation.rows() > 0) {
            text.append("  no row has its label: does ")
                    .append(evaluation.column())
                    .append(" name the classes as the model does?\n");
        }
        text.append(String.format(
                Locale.ROOT, "    %-" + Label.WIDTH + "s%11s%11s%11s%11s%n", "", "precision", "recall", "f1", "rows"));
        for (Evaluation.ClassFigures figures : evaluation.classes()) {
            text.append(String.format(
                    Locale.ROOT,
                    "    %-" + Label.WIDTH + "s%11.4f%11.4f%11.4f%,11d%n",
                    Label.text(figures.name()),
                    figures.precision(),
                    figures.recall(),
                    figures.f1(),
                    figures.rows()));
        }
        return text.append(
                        ConfusionMatrix.text("the values of " + evaluation.column(), "labels", evaluation.confusion()))
                .toString();
    }
}
