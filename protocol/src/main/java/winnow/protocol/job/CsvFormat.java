package winnow.protocol.job;

import java.util.List;
import java.util.stream.Stream;
import winnow.protocol.ExitCode;

/**
 * How the input is written. Quotes follow RFC 4180.
 *
 * @param delimiter one ASCII character between fields
 * @param headerLine whether each file starts with a line of column names
 * @param columns the columns' names, from the header line or given for an input without one; at least one
 */
public record CsvFormat(char delimiter, boolean headerLine, List<String> columns) {
    public CsvFormat {
        columns = List.copyOf(columns);
        requireDelimiter(delimiter);
        if (columns.isEmpty()) {
            throw ExitCode.USAGE.because(
                    "an input without a header line needs the names of its columns: --columns a,b,c");
        }
    }

    /** @throws winnow.protocol.StopException if this character cannot stand between fields */
    public static void requireDelimiter(char delimiter) {
        if (delimiter > 126 || (delimiter < ' ' && delimiter != '\t') || delimiter == '"') {
            throw ExitCode.USAGE.because(
                    "the delimiter must be one printable ASCII character or a tab, and no quote: --delimiter ';'");
        }
    }

    /** The header line of results.csv, with its line end: the input's columns, then those that the pipeline adds. */
    public String resultsHeader(List<String> outputs) {
        List<String> all = Stream.concat(columns.stream(), outputs.stream()).toList();
        return new CsvFormat(delimiter, headerLine, all).headerText() + "\n";
    }

    /** The columns as a line of this format, without a line end: the header of results.csv is made of it. */
    public String headerText() {
        StringBuilder line = new StringBuilder();
        for (String column : columns) {
            if (!line.isEmpty()) {
                line.append(delimiter);
            }
            boolean quotes = column.chars().anyMatch(c -> c == delimiter || c == '"' || c == '\n' || c == '\r');
            line.append(quotes ? '"' + column.replace("\"", "\"\"") + '"' : column);
        }
        return line.toString();
    }
}
