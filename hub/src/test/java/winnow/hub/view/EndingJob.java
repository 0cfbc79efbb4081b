package winnow.hub.view;

import java.time.Instant;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobTotals;

/** A job that runs until a test ends it. */
public final class EndingJob {
    public static final JobId ID = MadeUpCluster.JOB;
    public static final Instant NOW = MadeUpCluster.START;

    private final MadeUpCluster cluster = new MadeUpCluster();

    public EndingJob() {
        cluster.views.saw(MadeUpCluster.job(3), NOW);
    }

    public void end() {
        cluster.views.saw(MadeUpCluster.job(3).done(new JobTotals(3, 3, 0, 0, 0), NOW), NOW);
    }

    public void fail(String why) {
        cluster.views.saw(MadeUpCluster.job(3).failed(why, NOW), NOW);
    }

    public Views views() {
        return cluster.views;
    }
}
