package winnow.classifier.pipeline;

/** The outputs that the rows of a chunk were given, as they go into results.log. */
public interface ChunkAnswers {
    /** Rows that were well formed, and went to the classifier. */
    int rows();

    /** Whether the row became a reject, and has no outputs. */
    boolean isRejected(int row);

    /** Holds the outputs of all rows. */
    byte[] bytes();

    /** Index of the first byte of a row's outputs. */
    int start(int row);

    int length(int row);
}
