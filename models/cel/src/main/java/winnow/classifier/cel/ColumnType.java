package winnow.classifier.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.classifier.model.Column;
import winnow.protocol.ExitCode;

/** What a column's values are to a rule, from the narrowest to the widest. */
enum ColumnType {
    BOOL(SimpleType.BOOL, "neither true nor false"),
    INT(SimpleType.INT, "no whole number"),
    DOUBLE(SimpleType.DOUBLE, "no number"),
    STRING(SimpleType.STRING, "no text");

    private final CelType type;
    private final String refusal;

    ColumnType(CelType type, String refusal) {
        this.type = type;
        this.refusal = refusal;
    }

    CelType type() {
        return type;
    }

    /** As it is written in a schema. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws winnow.protocol.StopException with USAGE if there is no such type */
    static ColumnType of(String column, String text) {
        for (ColumnType type : values()) {
            if (type.text().equals(text)) {
                return type;
            }
        }
        throw ExitCode.USAGE.because("the column '" + column + "' cannot have the type '" + text
                + "'; there are bool, int, double and string");
    }

    /** The value as the rule sees it; null if it does not fit. */
    @Nullable Object value(Column column, int row) {
        switch (this) {
            case STRING -> {
                return column.text(row);
            }
            case INT -> {
                return column.isInteger(row) ? column.integer(row) : null;
            }
            case DOUBLE -> {
                double value = column.decimal(row);
                return Double.isNaN(value) ? null : value;
            }
            case BOOL -> {
                String text = column.text(row).strip().toLowerCase(Locale.ROOT);
                return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
            }
        }
        throw new AssertionError("every type has its case");
    }

    /** A sentence about a value that does not fit. */
    String refuse(String value) {
        return value.isBlank()
                ? "the value is missing, and the column's type is " + text()
                : "'" + value + "' is " + refusal + ", and the column's type is " + text();
    }
}
