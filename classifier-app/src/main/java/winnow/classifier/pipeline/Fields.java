package winnow.classifier.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import winnow.classifier.model.Column;

/**
 * Where in a chunk the values of some columns lie, row by row; see {@link Column}. Reused from chunk to chunk; one
 * thread.
 */
final class Fields {
    private final List<String> names;
    private final int[][] starts;
    private final int[][] ends;
    private byte[] unquoted = new byte[4 << 10];
    private int unquotedLength;

    Fields(List<String> names) {
        this.names = names;
        this.starts = new int[names.size()][512];
        this.ends = new int[names.size()][512];
    }

    /** Forgets everything and makes room for so many rows. */
    void reset(int rows) {
        unquotedLength = 0;
        for (int input = 0; input < starts.length; input++) {
            if (rows > starts[input].length) {
                starts[input] = new int[rows];
                ends[input] = new int[rows];
            }
        }
    }

    /** The value lies in the chunk as it is. */
    void set(int row, int input, int start, int end) {
        starts[input][row] = start;
        ends[input][row] = end;
    }

    /** The value is what is between these quotes, once its doubled quotes are made single. */
    void setUnquoted(int row, int input, byte[] chunk, int start, int end) {
        if (unquotedLength + (end - start) > unquoted.length) {
            unquoted = Arrays.copyOf(unquoted, 2 * (unquotedLength + (end - start)));
        }
        starts[input][row] = ~unquotedLength;
        for (int at = start; at < end; at++) {
            unquoted[unquotedLength++] = chunk[at];
            if (chunk[at] == '"') {
                at++;
            }
        }
        ends[input][row] = unquotedLength;
    }

    List<Column> columns(byte[] chunk) {
        List<Column> columns = new ArrayList<>(names.size());
        for (int input = 0; input < names.size(); input++) {
            columns.add(new Column(names.get(input), chunk, unquoted, starts[input], ends[input], 0));
        }
        return columns;
    }
}
