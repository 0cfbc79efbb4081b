package winnow.classifier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.classifier.jobs.JobFollower;
import winnow.protocol.kafka.Announcer;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.member.Role;

/** One classifier-app process: joins the cluster, helps with every active job, leaves. */
public final class Instance {
    private static final Logger log = LoggerFactory.getLogger(Instance.class);

    private final InstanceConfig config;
    private final JobFollower jobs;

    public Instance(InstanceConfig config) {
        this.config = config;
        this.jobs = new JobFollower(config);
    }

    /**
     * Works until {@link #stop}. It announces itself only when it knows all jobs: an announced instance is ready.
     *
     * @throws winnow.protocol.StopException with NOT_READY if no broker answers
     */
    public void run() {
        try (TopicAdmin topics = new TopicAdmin(config.settings())) {
            topics.ensureSharedTopics();
        }
        try (jobs) {
            jobs.catchUp();
            try (Announcer announcer = new Announcer(config.settings(), config.name(), Role.INSTANCE, jobs::progress)) {
                log.info("instance={} ready, {} stream threads a job", config.name(), config.threads());
                jobs.follow();
            }
        }
        log.info("instance={} left", config.name());
    }

    /** Ends {@link #run} in good order. Any thread. */
    public void stop() {
        jobs.stop();
    }
}
