package winnow.aws;

import java.util.List;
import winnow.protocol.ExitCode;

/** Other programs. */
interface Commands {
    /**
     * Runs one to its end.
     *
     * @param what it is for, as in "making a key"
     * @throws winnow.protocol.StopException FAILED if there is no such program
     */
    int exitCode(String what, List<String> command);

    /** @throws winnow.protocol.StopException FAILED also if it fails */
    default void run(String what, List<String> command) {
        int code = exitCode(what, command);
        if (code != 0) {
            throw ExitCode.FAILED.because(
                    what + " failed: " + command.get(0) + " ended with code " + code + ", its reason is above");
        }
    }
}
