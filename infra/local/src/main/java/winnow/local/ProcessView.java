package winnow.local;

import java.nio.file.Path;

/** A process as it was started, and whether it is still there. */
public record ProcessView(String name, long pid, boolean alive, Path log) {
    static ProcessView of(String name, ProcessRecord process, ClusterFolder folder) {
        return new ProcessView(name, process.pid(), process.alive(), folder.log(name));
    }
}
