package winnow.classifier.pipeline;

import winnow.protocol.frame.RejectCode;

/**
 * Why a row is a reject.
 *
 * @param column the column at fault; empty if it is the row as a whole
 */
record Refusal(RejectCode code, String column, String message) {}
