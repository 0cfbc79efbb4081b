package winnow.hub.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import winnow.protocol.job.JobId;

/** What lies in a job's folder. */
public interface JobFiles {
    /** {@code job.json} as it is; empty until the job is done, and on a machine that does not have it. */
    Optional<JsonNode> report(JobId job);

    FirstRejects rejects(JobId job);
}
