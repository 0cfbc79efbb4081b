package winnow.classifier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.classifier.jobs.InstanceConfig;
import winnow.classifier.jobs.JobFollower;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.kafka.Announcer;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.member.Role;

/** One classifier-app process: joins the cluster, helps with every active job, leaves. */
public final class Instance {
    private static final Logger log = LoggerFactory.getLogger(Instance.class);

    private final InstanceConfig config;
    private final JobFollower jobs;
    private volatile boolean stopping;

    public Instance(InstanceConfig config) {
        this.config = config;
        this.jobs = new JobFollower(config);
    }

    /**
     * Works until {@link #stop}. It waits for a broker that is not there yet, and announces itself only when it knows all
     * jobs: an announced instance is ready.
     */
    public void run() {
        try (jobs) {
            if (!reachBroker()) {
                return;
            }
            jobs.catchUp();
            try (Announcer announcer = new Announcer(config.settings(), config.name(), Role.INSTANCE, jobs::progress)) {
                log.info("instance={} ready, {} stream threads a job", config.name(), config.threads());
                jobs.follow();
            }
        }
        log.info("instance={} left", config.name());
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
        jobs.stop();
    }
}
