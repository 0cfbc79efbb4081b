package winnow.classifier.exec;

/** The program did not answer as it should; its message ends a sentence that begins with "the program". */
final class ProgramFailedException extends Exception {
    private static final long serialVersionUID = 1;

    ProgramFailedException(String message) {
        super(message, null, false, false); // about a row, not a defect: no stack trace
    }
}
