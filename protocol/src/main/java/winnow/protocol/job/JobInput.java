package winnow.protocol.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Where a job's rows come from. What the words on a command line become once they were looked at. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "from")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JobInput.Files.class, name = "files"),
    @JsonSubTypes.Type(value = JobInput.Generated.class, name = "generator")
})
public sealed interface JobInput {

    /** @param paths absolute paths, in the order in which they are read; plain, gzip or zstd */
    record Files(List<String> paths) implements JobInput {
        public Files {
            paths = List.copyOf(paths);
            if (paths.isEmpty()) {
                throw new IllegalArgumentException("an input of files names at least one");
            }
        }
    }

    /** The generator's rows: the same bytes for the same seed, whatever the machine. */
    record Generated(long rows, long seed) implements JobInput {
        public Generated {
            if (rows < 0) {
                throw new IllegalArgumentException("cannot generate " + rows + " rows");
            }
        }
    }
}
