package winnow.train;

/** What a column is taken for. */
public enum ColumnKind {
    /** Numbers; a missing one becomes the median, and that it was missing is a feature of its own. */
    NUMERIC,
    /** One of some values; one that was not seen in training says nothing. */
    CATEGORY,
    /** Words in any order, weighed by how rare they are. */
    TEXT;

    /** For people. */
    @Override
    public String toString() {
        return switch (this) {
            case NUMERIC -> "numeric";
            case CATEGORY -> "category";
            case TEXT -> "text";
        };
    }
}
