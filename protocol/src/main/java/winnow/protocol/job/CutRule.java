package winnow.protocol.job;

import winnow.protocol.ExitCode;

/**
 * Where a chunk ends: at {@code rows} rows or before the row that would take it above {@code bytes} bytes, whichever
 * comes first. results.log does not depend on it. A row above {@code maxRowBytes} becomes a reject.
 */
public record CutRule(int rows, int bytes, int maxRowBytes) {
    private static final int MAX_ROWS = 20_000;
    /** Brokers hold a topic's limit against whole batches of records, and those are half of this. */
    private static final int MIN_FRAME_BYTES = 1 << 20;
    /** What outputs add to a row at the most, and what a reject's own fields have at the most. */
    private static final int ROW_OVERHEAD_BYTES = 1024;
    /** Two chunks of the largest size, quotes doubled, stay below the 100 MiB that a broker takes in one request. */
    private static final int MAX_BYTES = 16 << 20;

    /** 500 rows: below about 100 a chunk costs more than its rows, above 1000 nothing is gained. */
    public static final CutRule DEFAULT = new CutRule(500, 256 << 10, 1 << 20);

    public CutRule {
        require("--chunk-rows", rows, MAX_ROWS);
        require("--chunk-bytes", bytes, MAX_BYTES);
        require("--max-row-bytes", maxRowBytes, MAX_BYTES);
    }

    private static void require(String option, int value, int max) {
        if (value < 1 || value > max) {
            throw ExitCode.USAGE.because(option + " must be from 1 to " + max + ", not " + value);
        }
    }

    /** The most bytes that the rows of one chunk can have. */
    public int maxChunkBytes() {
        return Math.max(bytes, maxRowBytes);
    }

    /**
     * The most bytes that a frame of such a chunk can have on its way in or out: all rows rejected with their quotes
     * doubled, or classified with what outputs add to them, or one oversized row's reject. Never less than
     * {@link #MIN_FRAME_BYTES}.
     */
    public int maxFrameBytes() {
        return Math.max(MIN_FRAME_BYTES, 2 * maxChunkBytes() + rows * ROW_OVERHEAD_BYTES + (64 << 10));
    }
}
