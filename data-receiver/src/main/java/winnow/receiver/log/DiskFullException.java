package winnow.receiver.log;

import java.io.IOException;
import java.nio.file.Path;

/** There is no room for what was to be written. Nothing that was safe is lost, and with room it can go on. */
public final class DiskFullException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DiskFullException(Path file, IOException cause) {
        super("there is no room to write " + file + " (" + cause.getMessage() + ")", cause);
    }
}
