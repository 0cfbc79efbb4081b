package winnow.bench;

import java.nio.file.Path;

/** What is measured. */
public enum Kind {
    /** The stand-in, with its usual work. */
    BLACKBOX,
    /** A rule over two columns of eight. */
    RULE,
    /** Logistic regression over eight columns, four of them categories. */
    LOGISTIC,
    /** 120 boosted trees of depth 6 over ten columns. */
    BOOSTED,
    /** A forest of 100 trees of depth 8 over ten columns. */
    FOREST,
    /** A program that does next to nothing. */
    PROGRAM;

    /** @param folder for its files */
    Case make(Path folder, int rows) {
        return switch (this) {
            case BLACKBOX -> Cases.blackbox(rows);
            case RULE -> Cases.rule(rows);
            case LOGISTIC -> Cases.logistic(folder, rows);
            case BOOSTED -> Cases.boosted(folder, rows);
            case FOREST -> Cases.forest(folder, rows);
            case PROGRAM -> Cases.program(folder, rows);
        };
    }
}
