package winnow.metrics;

import java.util.Locale;

/** Steps of a chunk's way whose time is measured. */
public enum Stage {
    /** From being appended to the rows topic until an instance has it. */
    QUEUE,
    /** Finding its rows and their columns. */
    PARSE,
    /** The model's answers. */
    CLASSIFY,
    /** The three before, of the same chunk. */
    PIPELINE,
    /** From being appended to the results topic until it is in the log: waiting for its turn included. */
    WRITE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
