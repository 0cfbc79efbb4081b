package winnow.hub.view;

import java.util.List;
import java.util.Optional;
import winnow.protocol.job.JobId;

/** The cluster and its jobs as they are now. Any thread. */
public interface Views {
    ClusterView cluster();

    /** Every job there is, newest first. */
    List<JobLine> jobs();

    Optional<JobView> job(JobId id);
}
