package winnow.simulation;

/** Ends the receiver between two of its calls to the disk, as kill -9 and a power cut do. Nothing in it catches this. */
final class ProcessDiedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ProcessDiedException() {
        super("", null, false, false); // thrown often, and it always comes from the disk
    }
}
