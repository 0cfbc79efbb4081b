package winnow.cli.plan;

/**
 * The beginning of an input, classified by one thread.
 *
 * @param rows that were cut from it, rejects included
 * @param inputBytes their bytes, unpacked
 * @param resultBytes what they gave
 * @param totalRows of the whole input
 * @param exact whether these are known, or reckoned from the share of the input that was read
 * @param micros wall time of the pipeline for each row, in microseconds
 * @param busyMicros of that, what some processor was at work
 */
record Sample(
        long rows,
        long inputBytes,
        long resultBytes,
        long totalRows,
        boolean exact,
        double micros,
        double busyMicros) {}
