package winnow.local;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Waits for programs as {@code winnow standby} does. They say what they are told, and end, fail or never end. */
final class StandInStandby {
    private StandInStandby() {}

    /** @param arguments the cluster's folder */
    public static void main(String[] arguments) throws Exception {
        new StandbyServer(Path.of(arguments[0]), StandInStandby::program).serve();
    }

    private static int program(List<String> arguments) {
        System.out.println("told " + arguments);
        System.err.println("process " + ProcessHandle.current().pid());
        while (arguments.get(0).equals("stay")) {
            LockSupport.park();
        }
        return arguments.get(0).equals("fail") ? 3 : 0;
    }
}
