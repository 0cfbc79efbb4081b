package winnow.local;

import java.util.List;

/**
 * What a process that waited is to run.
 *
 * @param standby as what it was found, and is found again when it is free
 * @param arguments of the command line
 * @param log where all that it prints is appended
 */
record Assignment(Standby standby, List<String> arguments, String log) {
    Assignment {
        arguments = List.copyOf(arguments);
    }
}
