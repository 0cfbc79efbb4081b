package winnow.cli.plan;

/**
 * The beginning of an input, classified by one thread.
 *
 * @param rows that were cut from it, rejects included
 * @param rejected of these
 * @param inputBytes their bytes, unpacked
 * @param resultBytes what they gave
 * @param share of the whole input, from 0 to 1; 1 if there are no more rows
 * @param micros wall time of the pipeline for each row, in microseconds
 * @param busyMicros of that, what some processor was at work
 */
record Sample(
        long rows, long rejected, long inputBytes, long resultBytes, double share, double micros, double busyMicros) {

    boolean isWhole() {
        return share >= 1;
    }

    long totalRows() {
        return isWhole() || share == 0 ? rows : Math.round(rows / share);
    }
}
