package winnow.local;

import java.util.List;

/** How the hub is started: known by the command line, which knows the programs. */
@FunctionalInterface
public interface HubCommand {
    /**
     * @param port on which it serves its page and its API, to this machine only
     * @param bootstrap where Kafka is; it may not be there yet, and the hub tries until it is
     * @return the program and its arguments; see {@link ChildProcess#start}
     */
    List<String> command(int port, String bootstrap);
}
