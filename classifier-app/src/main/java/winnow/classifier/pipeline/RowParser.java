package winnow.classifier.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.RejectCode;
import winnow.protocol.job.CsvFormat;

/**
 * Reads the columns that a classifier asks for out of a well-formed row. Only these have to be UTF-8: the row is parsed
 * as ISO 8859-1, which keeps every byte, and each value decoded by itself. One thread.
 */
final class RowParser {
    private final List<String> inputs;
    private final int[] columns;
    private final CSVFormat csv;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

    RowParser(CsvFormat format, List<String> inputs) {
        this.inputs = inputs;
        this.columns = columns(format, inputs);
        this.csv = CSVFormat.RFC4180
                .builder()
                .setDelimiter(format.delimiter())
                .setIgnoreEmptyLines(false)
                .get();
    }

    /**
     * Where in a row the columns are that a classifier reads.
     *
     * @throws winnow.protocol.StopException with USAGE if the input lacks one of them
     */
    static int[] columns(CsvFormat format, List<String> inputs) {
        return inputs.stream()
                .mapToInt(input -> {
                    int column = format.columns().indexOf(input);
                    if (column < 0) {
                        throw ExitCode.USAGE.because("the model reads the column '" + input
                                + "' and the input has none of that name; it has "
                                + String.join(", ", format.columns()));
                    }
                    return column;
                })
                .toArray();
    }

    /** A row whose values cannot be had. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.message(), null, false, false); // data, not a defect: no stack trace
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    String[] parse(byte[] bytes, int start, int end) throws Refused {
        CSVRecord record = record(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
        String[] values = new String[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = decode(record.get(columns[i]), inputs.get(i));
        }
        return values;
    }

    private CSVRecord record(String row) throws Refused {
        try (CSVParser parser = CSVParser.parse(row, csv)) {
            List<CSVRecord> records = parser.getRecords();
            if (records.size() == 1) {
                return records.get(0);
            }
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
        // the parser takes a carriage return alone for the end of a record; to Winnow it is data
        throw new Refused(new Refusal(
                RejectCode.MALFORMED, "", "a carriage return outside quotes: the row's columns are uncertain"));
    }

    private String decode(String latin1, String column) throws Refused {
        boolean ascii = true;
        for (int i = 0; i < latin1.length() && ascii; i++) {
            ascii = latin1.charAt(i) < 128;
        }
        if (ascii) {
            return latin1;
        }
        try {
            return utf8.decode(ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused(new Refusal(RejectCode.INVALID_UTF8, column, "the value is no valid UTF-8"));
        }
    }
}
