package winnow.protocol.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Where a job's rows come from. What the words on a command line become once they were looked at. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "from")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JobInput.Files.class, name = "files"),
    @JsonSubTypes.Type(value = JobInput.Generated.class, name = "generator"),
    @JsonSubTypes.Type(value = JobInput.StandardInput.class, name = "standard-input")
})
public sealed interface JobInput {

    /**
     * @param paths absolute paths, in the order in which they are read; plain, gzip or zstd
     * @param sizes bytes of each file as it was when the job was made: a file of another size is another input
     */
    record Files(List<String> paths, List<Long> sizes) implements JobInput {
        public Files {
            paths = List.copyOf(paths);
            sizes = List.copyOf(sizes);
            if (paths.isEmpty() || paths.size() != sizes.size()) {
                throw new IllegalArgumentException("an input of files names at least one, and the size of each");
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

    /**
     * What came in by standard input and was not kept: it is read once, by the sender, as a CSV that is not compressed.
     *
     * @param head file with its first bytes, which were read for the names of the columns
     */
    record StandardInput(String head) implements JobInput {}
}
