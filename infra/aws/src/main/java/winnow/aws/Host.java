package winnow.aws;

import winnow.protocol.ExitCode;

/**
 * A machine that is there.
 *
 * @param instanceId as AWS calls it
 * @param inside its address among the machines
 * @param outside its address for the caller
 */
record Host(Machine machine, String instanceId, String inside, String outside) {
    /** @throws winnow.protocol.StopException FAILED if the stack does not tell of it */
    static Host of(Machine machine, StackState stack) {
        String[] parts =
                stack.outputs().getOrDefault(machine.id() + Outputs.HOST, "").split(" ", -1);
        if (parts.length != 3) {
            throw ExitCode.FAILED.because(
                    "the stack does not tell how " + machine.label()
                            + " is reached: 'make up TARGET=aws' again, and look at its outputs in the console if that does not help");
        }
        return new Host(machine, parts[0], parts[1], parts[2]);
    }
}
