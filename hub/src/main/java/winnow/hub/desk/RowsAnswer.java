package winnow.hub.desk;

/**
 * What became of a few rows that were classified at once.
 *
 * @param results as in results.csv: a header line, then the classified rows
 * @param rejects as in rejects.csv, its header line first
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record RowsAnswer(long rows, long rejected, byte[] results, byte[] rejects) {}
