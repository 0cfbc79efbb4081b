package winnow.local;

/**
 * A process that waits for a program to run, as its file in the {@link StandbyFolder} has it.
 *
 * @param launch what it was started with: only what would be started in the same way may be run by it
 */
record Standby(ProcessRecord process, String launch) {}
