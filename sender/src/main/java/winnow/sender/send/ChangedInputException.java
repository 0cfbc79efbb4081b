package winnow.sender.send;

/**
 * The input is not the one whose frames are in the job's topics. They may hold frames of both by now, which no input gets
 * past: another attempt has to take their place, by which the input that the results log is of can be finished.
 */
public final class ChangedInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ChangedInputException(String sentence) {
        super(sentence);
    }
}
