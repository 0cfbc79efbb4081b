package winnow.sender.cut;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

/** The first record of a file, as names of columns. */
final class HeaderLine {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_NAME_CHARS = 40;

    private HeaderLine() {}

    /** Reads it from a file that was just started. @return null if the file has no record at all */
    static @Nullable List<String> read(RowReader reader, char delimiter) {
        while (true) {
            switch (reader.next(MAX_BYTES)) {
                case ROW -> {
                    return parse(reader.row(), delimiter, reader.fileName());
                }
                case OVERSIZED ->
                    throw unusable(reader.fileName(), "it is longer than " + MAX_BYTES + " bytes; is it a CSV?", null);
                case END_OF_FILE -> {
                    return null;
                }
                case BLANK -> {}
            }
        }
    }

    private static List<String> parse(byte[] line, char delimiter, String file) {
        try (CSVParser parser =
                CSVFormat.RFC4180.builder().setDelimiter(delimiter).get().parse(new StringReader(text(line, file)))) {
            List<CSVRecord> records = parser.getRecords();
            if (records.size() != 1) {
                throw unusable(file, "it holds a carriage return alone; lines must end in LF or CRLF", null);
            }
            List<String> columns = List.of(records.get(0).values());
            requireDistinct(columns, "the header of '" + file + "'");
            return columns;
        } catch (IOException | UncheckedIOException e) {
            throw unusable(file, "its quotes are wrong (" + e.getMessage() + ")", e);
        }
    }

    private static String text(byte[] line, String file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unusable(file, "it is not UTF-8; convert the file first", e);
        }
    }

    static void requireDistinct(List<String> columns, String where) {
        Set<String> seen = new TreeSet<>();
        for (String column : columns) {
            if (!seen.add(column)) {
                throw ExitCode.USAGE.because(
                        where + " names the column '" + brief(column) + "' twice; names must differ");
            }
        }
    }

    /** In words, for two that differ. */
    static String difference(List<String> columns, List<String> expected) {
        for (int i = 0; i < Math.min(columns.size(), expected.size()); i++) {
            if (!columns.get(i).equals(expected.get(i))) {
                return "column %d is '%s' instead of '%s'"
                        .formatted(i + 1, brief(columns.get(i)), brief(expected.get(i)));
            }
        }
        return columns.size() + " columns instead of " + expected.size();
    }

    private static String brief(String name) {
        return name.length() <= MAX_NAME_CHARS ? name : name.substring(0, MAX_NAME_CHARS - 1) + "…";
    }

    private static StopException unusable(String file, String why, @Nullable Exception cause) {
        String sentence = "the header line of '" + file + "' cannot be used: " + why;
        return cause == null ? ExitCode.USAGE.because(sentence) : ExitCode.USAGE.because(sentence, cause);
    }
}
