package winnow.classifier.cel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Column;
import winnow.protocol.ExitCode;

/** The types of columns, by name. It stands in the job, so that every instance has the same. */
record Schema(SortedMap<String, ColumnType> types) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param text {@code FLUX=double,SKU=int}, or the same as a JSON object, which takes any name */
    static Schema of(String text) {
        SortedMap<String, ColumnType> types = new TreeMap<>();
        read(text).forEach((column, type) -> types.put(column, ColumnType.of(column, type)));
        return new Schema(types);
    }

    private static Map<String, String> read(String text) {
        Map<String, String> types = new TreeMap<>();
        if (text.startsWith("{")) {
            try {
                Map<?, ?> object = JSON.readValue(text, Map.class);
                object.forEach((column, type) -> types.put(String.valueOf(column), String.valueOf(type)));
                return types;
            } catch (JsonProcessingException e) {
                throw ExitCode.USAGE.because("'" + text + "' is no schema: " + e.getMessage(), e);
            }
        }
        for (String entry : text.isBlank() ? new String[0] : text.split(",", -1)) {
            int equals = entry.lastIndexOf('=');
            if (equals < 1) {
                throw ExitCode.USAGE.because(
                        "'" + entry + "' says no column's type; a schema looks like FLUX=double,SKU=int");
            }
            types.put(
                    entry.substring(0, equals).strip(),
                    entry.substring(equals + 1).strip());
        }
        return types;
    }

    /** The narrowest type that all values of these rows have; text where there are none. What is declared stays. */
    Schema completedFrom(Batch firstRows, List<String> columns) {
        SortedMap<String, ColumnType> all = new TreeMap<>(types);
        for (int input = 0; input < columns.size(); input++) {
            all.putIfAbsent(columns.get(input), narrowest(firstRows.column(input), firstRows.rows()));
        }
        return new Schema(all);
    }

    private static ColumnType narrowest(Column column, int rows) {
        for (ColumnType type : ColumnType.values()) {
            int fitting = 0;
            int missing = 0;
            for (int row = 0; row < rows; row++) {
                if (column.isBlank(row)) {
                    missing++;
                } else if (type.value(column, row) != null) {
                    fitting++;
                }
            }
            if (fitting > 0 && fitting + missing == rows) {
                return type;
            }
        }
        return ColumnType.STRING;
    }

    String json() {
        SortedMap<String, String> texts = new TreeMap<>();
        types.forEach((column, type) -> texts.put(column, type.text()));
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names and types always have a form in JSON", e);
        }
    }

    Schema only(List<String> columns) {
        SortedMap<String, ColumnType> some = new TreeMap<>(types);
        some.keySet().retainAll(columns);
        return new Schema(some);
    }
}
