package winnow.sender.cut;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rows of an input as a slow and simple reader finds them: one byte, one state, all in memory. */
final class NaiveRows {
    /** @param end offset after the row's line end, if it has one */
    @SuppressWarnings("ArrayRecordComponent")
    record Row(int file, long row, long line, long start, long end, byte[] data, boolean open, long quoteLine) {}

    private enum State {
        FIELD_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    final List<Row> rows = new ArrayList<>();
    long blankLines;
    long bytes;

    private final char delimiter;

    NaiveRows(List<byte[]> files, char delimiter, boolean headerLine) {
        this.delimiter = delimiter;
        long line = 1;
        for (int file = 0; file < files.size(); file++) {
            line = readFile(file, files.get(file), headerLine, line);
            bytes += files.get(file).length;
        }
    }

    private long readFile(int file, byte[] input, boolean headerLine, long firstLine) {
        boolean mark = input.length >= 3
                && (input[0] & 0xff) == 0xef
                && (input[1] & 0xff) == 0xbb
                && (input[2] & 0xff) == 0xbf;
        boolean headerPending = headerLine;
        long line = firstLine;
        int at = mark ? 3 : 0;
        while (at < input.length) {
            int start = at;
            long startLine = line;
            long quoteLine = 0;
            State state = State.FIELD_START;
            boolean newline = false;
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            while (at < input.length && !newline) {
                byte b = input[at++];
                line += b == '\n' ? 1 : 0;
                newline = b == '\n' && state != State.QUOTED;
                if (!newline) {
                    data.write(b);
                }
                if (state == State.QUOTED) {
                    state = b == '"' ? State.QUOTE_IN_QUOTED : State.QUOTED;
                } else if (b == '"' && state != State.PLAIN) {
                    quoteLine = state == State.FIELD_START ? line : quoteLine;
                    state = State.QUOTED;
                } else {
                    state = b == delimiter ? State.FIELD_START : State.PLAIN;
                }
            }
            line += input[at - 1] == '\n' ? 0 : 1;
            byte[] bare = withoutReturn(data.toByteArray(), newline);
            if (bare.length == 0) {
                blankLines++;
            } else if (headerPending) {
                headerPending = false;
            } else {
                boolean open = !newline && state == State.QUOTED;
                rows.add(new Row(file, rows.size() + 1, startLine, bytes + start, bytes + at, bare, open, quoteLine));
            }
        }
        return line;
    }

    /** Before a newline a carriage return belongs to the line end; alone in the last line it is an empty line. */
    private static byte[] withoutReturn(byte[] data, boolean newline) {
        boolean returns = data.length > 0 && data[data.length - 1] == '\r';
        if (returns && (newline || data.length == 1)) {
            return Arrays.copyOf(data, data.length - 1);
        }
        return data;
    }
}
