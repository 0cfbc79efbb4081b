package winnow.classifier.model;

import java.util.List;

/**
 * Gives each row its outputs. What a row gets depends on nothing but the row: not on its neighbours, the time, the host
 * or chance, or results.log would not be the same bytes twice. Called from several threads at once.
 */
public interface Classifier extends AutoCloseable {

    /** Names of the columns it reads; empty if it looks at the row's bytes alone, which spares parsing them. */
    List<String> inputs();

    /** Names of the columns it appends to a row, at least one. */
    List<String> outputs();

    /**
     * Answers every row of the batch, or rejects it. May throw for the whole batch because of one row: it is then asked
     * again with parts of the batch until the guilty rows are found, and these are rejected.
     */
    void classify(Batch batch, Answers answers);

    @Override
    default void close() {}
}
