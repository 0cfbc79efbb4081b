package winnow.classifier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.classifier.jobs.InstanceConfig;
import winnow.classifier.jobs.JobFollower;
import winnow.classifier.model.ModelFiles;
import winnow.classifier.store.ModelStore;
import winnow.metrics.ProgramMetrics;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.kafka.Announcer;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.member.Role;

/** One classifier-app process: joins the cluster, helps with every job that is at work, leaves. */
public final class Instance {
    private static final Logger log = LoggerFactory.getLogger(Instance.class);

    private final InstanceConfig config;
    private final ModelFiles models;
    private final ProgramMetrics metrics;
    private volatile boolean stopping;
    private volatile @Nullable JobFollower following;

    /** @param metrics closed by whoever started them, after this has ended */
    public Instance(InstanceConfig config, ProgramMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
        this.models = new ModelStore(config.settings(), config.stateFolder().resolve("models"), config.allowExec());
    }

    /**
     * Works until {@link #stop}, for one life of the cluster after another: when a broker's data was wiped, it begins anew.
     * It waits for a broker that is not there yet.
     */
    public void run() {
        metrics.address(); // a port that is taken ends it before it does anything
        while (!stopping && reachBroker()) {
            liveOnce();
        }
        log.info("instance={} left", config.name());
    }

    /** Announces itself only when it knows all jobs: an announced instance is ready. */
    @SuppressWarnings("try") // the announcer does its work by being there
    private void liveOnce() {
        try (JobFollower jobs = new JobFollower(config, models, metrics)) {
            following = jobs;
            if (stopping) {
                return;
            }
            jobs.catchUp();
            try (Announcer announcer =
                    new Announcer(config.settings(), config.name(), Role.INSTANCE, metrics.address(), jobs::progress)) {
                metrics.ready(jobs::progress);
                log.info("instance={} ready, {} stream threads a job", config.name(), config.threads());
                jobs.follow();
            }
        } catch (StopException e) {
            if (e.exitCode() != ExitCode.NOT_READY) {
                throw e;
            }
            log.warn("instance={} begins again: {}", config.name(), e.getMessage());
        } finally {
            metrics.notReady();
            following = null;
        }
    }

    /** @return false if it was stopped before */
    private boolean reachBroker() {
        try (TopicAdmin topics = new TopicAdmin(config.settings())) {
            while (!stopping) {
                try {
                    topics.ensureSharedTopics();
                    return true;
                } catch (StopException e) {
                    if (e.exitCode() != ExitCode.NOT_READY) {
                        throw e;
                    }
                    log.warn("instance={} waits for Kafka: {}", config.name(), e.getMessage());
                }
            }
        }
        return false;
    }

    /** Ends {@link #run} in good order. Any thread. */
    public void stop() {
        stopping = true;
        JobFollower jobs = following;
        if (jobs != null) {
            jobs.stop();
        }
    }
}
