package winnow.protocol.frame;

/** Why a row could not be classified; the column {@code code} of rejects.csv. */
public enum RejectCode {
    /** More or fewer fields than the header. */
    RAGGED,
    /** More bytes than the job's {@code max-row-bytes}. */
    OVERSIZED,
    /** A quoted field that is still open at the end of the input. */
    UNTERMINATED_QUOTE,
    /**
     * Not as RFC 4180 has it: something other than a delimiter or a line end after a closing quote, or a carriage return
     * outside quotes in a row whose columns have to be told apart.
     */
    MALFORMED,
    /** Bytes that are no UTF-8 in a column that the classifier reads. */
    INVALID_UTF8,
    /** A value that the classifier cannot take: no number, missing, a category that it does not know. */
    BAD_VALUE,
    /** The classifier failed on this row, and only because of it. */
    CLASSIFIER_FAILED,
    /** The classifier did not end within the job's time limit, and only because of this row. */
    TIME_LIMIT
}
