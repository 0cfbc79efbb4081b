package winnow.local;

import java.util.List;

/** How an instance is started: known by the command line, which knows the programs. */
@FunctionalInterface
public interface InstanceCommand {
    /**
     * @param name under which the instance announces itself in {@code winnow.members}
     * @param bootstrap where Kafka is; it may not be there yet, and the instance tries until it is
     * @return the program and its arguments; see {@link ChildProcess#start}
     */
    List<String> command(String name, String bootstrap);
}
