package winnow.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;

/** Finds out from the values what each column is. Pure. */
final class Recognition {
    /** Up to so many different values are categories, whatever they look like. */
    private static final int FEW_VALUES = 50;

    /** Fewer rows than this cannot tell an identifier from a number. */
    private static final int ROWS_THAT_TELL = 20;

    /** Numbers of rows, and others that were given out one after another, leave few gaps. */
    private static final int DENSE = 10;

    private final Table table;
    private final Labels labels;
    private final TrainingOptions options;

    Recognition(Table table, Labels labels, TrainingOptions options) {
        this.table = table;
        this.labels = labels;
        this.options = options;
    }

    /** All columns but the label, in their order. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            if (!table.columns().get(column).equals(options.label())) {
                Finding finding = finding(column);
                boolean decides = finding.kind() != null && Leakage.decidesLabel(table, finding, labels);
                findings.add(
                        decides
                                ? finding.withWarning("it alone gives the label of every row: would it be known before"
                                        + " the label is?")
                                : finding);
            }
        }
        return findings;
    }

    private Finding finding(int column) {
        String name = table.columns().get(column);
        if (options.dropped().contains(name)) {
            return leftOut(column, "as --drop says", null);
        }
        if (name.isEmpty()) {
            return leftOut(column, "it has no name for a model to ask for", null);
        }
        Profile profile = Profile.of(table, column, labels.rows());
        ColumnKind asked = options.kinds().get(name);
        if (profile.values() == 0) {
            return leftOut(column, "it is empty", null);
        }
        if (asked != null) {
            requireNumbers(name, asked, profile);
            return used(column, asked, profile, null);
        }
        if (profile.distinct() == 1 && profile.missing() == 0) {
            return leftOut(column, "every row has the same value", null);
        }
        return profile.allNumbers() ? number(column, profile) : words(column, profile);
    }

    private Finding number(int column, Profile profile) {
        boolean identifier =
                profile.oneValuePerRow() && profile.whole() == profile.values() && profile.rows() >= ROWS_THAT_TELL;
        if (identifier && profile.span() < (double) DENSE * profile.rows()) {
            return leftOut(
                    column,
                    "a whole number of its own in every row",
                    "it looks like an identifier, which says nothing of other rows; --numeric keeps it");
        }
        String warning = identifier ? "it looks like an identifier: a whole number of its own in every row" : null;
        return used(column, ColumnKind.NUMERIC, profile, warning);
    }

    private Finding words(int column, Profile profile) {
        boolean mostHaveSeveral = 2 * profile.severalWords() > profile.values();
        boolean repeat = 2 * profile.distinct() <= profile.values();
        if (profile.distinct() <= FEW_VALUES && (repeat || (!mostHaveSeveral && !profile.oneValuePerRow()))) {
            return used(column, ColumnKind.CATEGORY, profile, almostNumbers(profile));
        }
        if (mostHaveSeveral) {
            return used(column, ColumnKind.TEXT, profile, null);
        }
        if (profile.noNumber() != null && almostNumbers(profile) != null) {
            return leftOut(column, "most values are numbers, and '" + profile.noNumber() + "' is not", null);
        }
        if (!repeat) {
            return leftOut(
                    column,
                    profile.oneValuePerRow() ? "a value of its own in every row" : "hardly a value comes twice",
                    "it looks like an identifier, which says nothing of other rows; --categorical or --text keeps it");
        }
        return used(column, ColumnKind.CATEGORY, profile, null);
    }

    private static @Nullable String almostNumbers(Profile profile) {
        return 10 * profile.numbers() >= 9 * profile.values() && profile.distinct() > FEW_VALUES / 2
                ? "most values are numbers, and '" + profile.noNumber() + "' is not: leave it empty to have it numeric"
                : null;
    }

    private static void requireNumbers(String name, ColumnKind asked, Profile profile) {
        if (asked == ColumnKind.NUMERIC && !profile.allNumbers()) {
            throw ExitCode.USAGE.because("the column '" + name + "' cannot be numeric: '" + profile.noNumber()
                    + "' is no number; leave such cells empty");
        }
    }

    private Finding leftOut(int column, String reason, @Nullable String warning) {
        return new Finding(column, table.columns().get(column), null, reason, warning);
    }

    private Finding used(int column, ColumnKind kind, Profile profile, @Nullable String warning) {
        String missing = profile.missing() == 0
                ? ""
                : String.format(Locale.ROOT, ", missing in %.1f%%", 100.0 * profile.missing() / profile.rows());
        String reason = String.format(Locale.ROOT, "%,d values%s", profile.distinct(), missing);
        return new Finding(column, table.columns().get(column), kind, reason, warning);
    }
}
