package winnow.hub.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.hub.view.FirstRejects;
import winnow.hub.view.JobFiles;
import winnow.protocol.job.JobId;
import winnow.protocol.kafka.Json;

/** The folder of jobs, one folder for each. Reads what has not been read before, or has changed since. Any thread. */
public final class JobFolders implements JobFiles {
    private static final Logger log = LoggerFactory.getLogger(JobFolders.class);
    private static final int REMEMBERED = 100;
    private static final String PART = ".part";

    private final Path jobs;
    private final Map<JobId, JsonNode> reports = new Recent<>();
    private final Map<JobId, Read> rejects = new Recent<>();

    /** What was read of a file when it had that length. */
    private record Read(Path file, long bytes, FirstRejects rejects) {}

    /** The entries that were put last. */
    private static final class Recent<V> extends LinkedHashMap<JobId, V> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, V> eldest) {
            return size() > REMEMBERED;
        }
    }

    public JobFolders(Path jobs) {
        this.jobs = jobs;
    }

    /** results.log of a job that is done. */
    public Optional<Path> results(JobId job) {
        return existing(job, "results.log");
    }

    /** rejects.csv, or what there is of it while the job is at work. */
    public Optional<Path> rejectsFile(JobId job) {
        return existing(job, "rejects.csv").or(() -> existing(job, "rejects.csv" + PART));
    }

    private Optional<Path> existing(JobId job, String name) {
        return Optional.of(jobs.resolve(job.text()).resolve(name)).filter(Files::isRegularFile);
    }

    @Override
    public synchronized Optional<JsonNode> report(JobId job) {
        JsonNode known = reports.get(job);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            JsonNode report =
                    Json.read(Files.readAllBytes(jobs.resolve(job.text()).resolve("job.json")), JsonNode.class);
            reports.put(job, report);
            return Optional.of(report);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            log.warn("job={} cannot read its job.json: {}", job, e.getMessage());
            return Optional.empty();
        }
    }

    /** Forgets a job whose folder is deleted. */
    public synchronized void forget(JobId job) {
        reports.remove(job);
        rejects.remove(job);
    }

    @Override
    public synchronized FirstRejects rejects(JobId job) {
        Path file = rejectsFile(job).orElse(null);
        if (file == null) {
            return FirstRejects.NONE;
        }
        try {
            long bytes = Files.size(file);
            Read known = rejects.get(job);
            boolean complete = !file.toString().endsWith(PART);
            if (known != null && known.file().equals(file)) {
                boolean enough = !complete && known.rejects().first().size() == FirstRejects.SHOWN;
                if (enough || known.bytes() == bytes) {
                    return known.rejects();
                }
            }
            FirstRejects read = RejectsFile.read(file);
            rejects.put(job, new Read(file, bytes, read));
            return read;
        } catch (IOException e) {
            log.warn("job={} cannot read {}: {}", job, file, e.getMessage());
            return FirstRejects.NONE;
        }
    }
}
