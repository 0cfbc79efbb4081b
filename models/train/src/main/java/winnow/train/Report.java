package winnow.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What people are told of a training. */
final class Report {
    /** More classes make a matrix that nobody reads. */
    private static final int MOST_MATRIX_CLASSES = 20;

    private final Table table;
    private final List<Finding> findings;
    private final Labels labels;
    private final TrainingOptions options;
    private final StringBuilder text = new StringBuilder();

    Report(Table table, List<Finding> findings, Labels labels, TrainingOptions options) {
        this.table = table;
        this.findings = findings;
        this.labels = labels;
        this.options = options;
    }

    String text(Features features, Evaluation evaluation) {
        columns(features);
        rows();
        line("%s, tested by cross-validation in %d folds", options.algorithm().words(), options.folds());
        line("  accuracy  %.1f%% ± %.1f%%", 100 * evaluation.accuracy(), 100 * evaluation.spread());
        line("");
        classes(evaluation);
        if (labels.classes().size() <= MOST_MATRIX_CLASSES) {
            line("");
            matrix(evaluation);
        }
        return text.toString();
    }

    private void columns(Features features) {
        int width = width(findings.stream().map(Finding::name).toList());
        List<String> warnings = new ArrayList<>();
        for (Finding finding : findings) {
            String kind = finding.kind() == null ? "left out" : finding.kind().toString();
            line("  %-" + width + "s  %-8s  %s", shown(finding.name()), kind, details(finding, features));
            if (finding.warning() != null) {
                warnings.add("warning: " + shown(finding.name()) + ": " + finding.warning());
            }
        }
        line("");
        warnings.forEach(warning -> line("%s", warning));
        if (!warnings.isEmpty()) {
            line("");
        }
    }

    private static String details(Finding finding, Features features) {
        if (finding.kind() == null) {
            return finding.reason();
        }
        return features.encoders().stream()
                .filter(encoder -> encoder.column().column() == finding.column())
                .findFirst()
                .map(encoder -> finding.reason() + "; " + encoder.summary())
                .orElse(finding.reason() + "; none comes twice, so nothing is learnt from it");
    }

    private void rows() {
        int[] counts = labels.counts();
        int commonest = 0;
        for (int i = 1; i < counts.length; i++) {
            commonest = counts[i] > counts[commonest] ? i : commonest;
        }
        int rows = labels.rows().length;
        int without = table.rows() - rows;
        line(
                "%,d rows, %d classes; %.1f%% are '%s'%s",
                rows,
                counts.length,
                100.0 * counts[commonest] / rows,
                shown(labels.classes().get(commonest)),
                without == 0 ? "" : String.format(Locale.ROOT, "; %,d rows without a label left out", without));
    }

    private void classes(Evaluation evaluation) {
        int width = Math.max("class".length(), width(labels.classes()));
        line("  %-" + width + "s  precision  recall     F1       rows", "class");
        for (int i = 0; i < labels.classes().size(); i++) {
            line(
                    "  %-" + width + "s  %9s  %6s  %5s  %,9d",
                    shown(labels.classes().get(i)),
                    share(evaluation.precision(i)),
                    share(evaluation.recall(i)),
                    share(evaluation.f1(i)),
                    evaluation.support(i));
        }
    }

    private void matrix(Evaluation evaluation) {
        String corner = "is \\ model says";
        int first = Math.max(corner.length(), width(labels.classes()));
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-" + first + "s", corner));
        for (String name : labels.classes()) {
            line.append(String.format(Locale.ROOT, "  %9s", shown(name)));
        }
        line("%s", line);
        for (int i = 0; i < labels.classes().size(); i++) {
            line.setLength(0);
            line.append(String.format(
                    Locale.ROOT, "  %-" + first + "s", shown(labels.classes().get(i))));
            for (int j = 0; j < labels.classes().size(); j++) {
                int width = Math.max(9, shown(labels.classes().get(j)).length());
                line.append(String.format(Locale.ROOT, "  %," + width + "d", evaluation.count(i, j)));
            }
            line("%s", line);
        }
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.3f", share);
    }

    /** Names can be of any length, and have line ends. */
    private static String shown(String name) {
        String oneLine = name.replaceAll("\\s+", " ");
        return oneLine.length() <= 30 ? oneLine : oneLine.substring(0, 29) + "…";
    }

    private static int width(List<String> names) {
        return Math.max(
                1, names.stream().mapToInt(name -> shown(name).length()).max().orElse(1));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
