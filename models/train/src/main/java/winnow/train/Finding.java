package winnow.train;

import org.jspecify.annotations.Nullable;

/**
 * What a column was taken for.
 *
 * @param kind null if it is left out
 * @param reason for people: what its values are like, or why it is left out
 * @param warning null if there is none
 */
record Finding(
        int column,
        String name,
        @Nullable ColumnKind kind,
        String reason,
        @Nullable String warning) {
    Finding withWarning(String sentence) {
        return new Finding(column, name, kind, reason, warning == null ? sentence : warning + "; " + sentence);
    }
}
