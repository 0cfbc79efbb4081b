package winnow.simulation;

/** The promise is broken. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    Violation(String sentence) {
        super(sentence);
    }
}
