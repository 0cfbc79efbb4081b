package winnow.receiver;

import winnow.protocol.csv.RowScanner;

/**
 * Counts the lines that come, by the rule by which the rows were cut: what is said of a job's rows is not taken from what its
 * frames say of themselves. One thread.
 */
final class CountedLines {
    /** No whole number of lines. */
    static final int UNFINISHED = -1;

    private final RowScanner scanner;

    CountedLines(char delimiter) {
        this.scanner = new RowScanner(delimiter);
    }

    /** @return how many lines these bytes are, or {@link #UNFINISHED} if the last one does not end */
    int in(byte[] bytes) {
        int lines = 0;
        for (int at = 0; at < bytes.length; lines++) {
            scanner.startRow();
            at = scanner.scan(bytes, at, bytes.length);
            if (at < 0) {
                return UNFINISHED;
            }
        }
        return lines;
    }
}
