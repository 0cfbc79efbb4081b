package winnow.classifier.pipeline;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.RejectCode;
import winnow.protocol.job.CsvFormat;

/**
 * Finds the columns that a classifier asks for in a well-formed row, as bytes: no field becomes a String here. Only these
 * columns have to be UTF-8. One thread.
 */
final class RowParser {
    private static final Refusal CARRIAGE_RETURN =
            new Refusal(RejectCode.MALFORMED, "", "a carriage return outside quotes: the row's columns are uncertain");

    private final byte delimiter;
    private final List<String> inputs;
    /** For each column of the row, up to the last that is read, which input it is; -1 for none. */
    private final int[] inputOfColumn;

    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer decoded = CharBuffer.allocate(1024);

    RowParser(CsvFormat format, List<String> inputs) {
        int[] columns = columns(format, inputs);
        this.delimiter = (byte) format.delimiter();
        this.inputs = inputs;
        this.inputOfColumn = new int[Arrays.stream(columns).max().orElse(-1) + 1];
        Arrays.fill(inputOfColumn, -1);
        for (int input = 0; input < columns.length; input++) {
            inputOfColumn[columns[input]] = input;
        }
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

    /** Puts the row's values into the table. @return null, or why the row's values cannot be had */
    @Nullable Refusal parse(byte[] bytes, int start, int end, Fields fields, int row) {
        int at = start;
        for (int column = 0; column < inputOfColumn.length; column++) {
            int input = inputOfColumn[column];
            int close;
            if (at < end && bytes[at] == '"') {
                close = closingQuote(bytes, at + 1);
                if (input >= 0) {
                    if (!isUtf8(bytes, at + 1, close)) {
                        return invalid(input);
                    }
                    if (contains(bytes, at + 1, close, (byte) '"')) {
                        fields.setUnquoted(row, input, bytes, at + 1, close);
                    } else {
                        fields.set(row, input, at + 1, close);
                    }
                }
                at = close + 2;
            } else {
                close = at;
                int seen = 0;
                while (close < end && bytes[close] != delimiter) {
                    if (bytes[close] == '\r') {
                        return CARRIAGE_RETURN;
                    }
                    seen |= bytes[close++];
                }
                if (input >= 0) {
                    if (seen < 0 && !isUtf8(bytes, at, close)) {
                        return invalid(input);
                    }
                    fields.set(row, input, at, close);
                }
                at = close + 1;
            }
        }
        for (; at < end; at++) { // the same row is well formed for every set of columns
            if (bytes[at] == '"' && bytes[at - 1] == delimiter) {
                at = closingQuote(bytes, at + 1);
            } else if (bytes[at] == '\r') {
                return CARRIAGE_RETURN;
            }
        }
        return null;
    }

    private Refusal invalid(int input) {
        return new Refusal(RejectCode.INVALID_UTF8, inputs.get(input), "the value is no valid UTF-8");
    }

    /** There is one: the splitter has found it. */
    private static int closingQuote(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != '"' || (at + 1 < bytes.length && bytes[at + 1] == '"')) {
            at += bytes[at] == '"' ? 2 : 1;
        }
        return at;
    }

    private static boolean contains(byte[] bytes, int from, int to, byte wanted) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == wanted) {
                return true;
            }
        }
        return false;
    }

    private boolean isUtf8(byte[] bytes, int from, int to) {
        int seen = 0;
        for (int at = from; at < to; at++) {
            seen |= bytes[at];
        }
        if (seen >= 0) {
            return true;
        }
        ByteBuffer value = ByteBuffer.wrap(bytes, from, to - from);
        utf8.reset();
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            decoded.clear();
            result = utf8.decode(value, decoded, true);
        }
        return !result.isError();
    }
}
