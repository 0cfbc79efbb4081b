package winnow.classifier.model;

import winnow.protocol.frame.RejectCode;

/** Takes what a classifier says of the rows of one batch. Rows may be answered in any order; the last word counts. */
public interface Answers {
    /**
     * Gives a row its outputs.
     *
     * @param outputs bytes that hold them as they go into results.log: UTF-8, joined by the input's delimiter, quoted
     *     where they need it; copied
     */
    void answer(int row, byte[] outputs, int offset, int length);

    /**
     * Makes the row a reject.
     *
     * @param column the column at fault; empty if it is the row as a whole
     * @param message a sentence for the person who mends the input
     */
    void reject(int row, RejectCode code, String column, String message);
}
