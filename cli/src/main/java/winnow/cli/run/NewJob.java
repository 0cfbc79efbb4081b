package winnow.cli.run;

import java.nio.file.Path;
import java.time.Instant;
import winnow.classifier.model.ModelFiles;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.ModelTopic;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.kafka.Topics;
import winnow.protocol.model.ModelRef;

/**
 * Makes a job known, each step so that a crash after it does no harm: remembered, its model where the instances find it,
 * its topics made, announced.
 */
public final class NewJob {
    private NewJob() {}

    /** Makes it known and leaves it where it is: {@link Resumption} starts it when its turn comes. */
    public static void queue(JobRecord job, ModelFiles models, ClientSettings settings, JobFolder folder) {
        folder.keepModel(job.spec().model(), models);
        folder.remember(job);
        publish(job, settings);
    }

    static void make(JobRecord job, ClientSettings settings, JobFolder folder) {
        folder.remember(job);
        pushModel(job.spec().model(), settings, folder);
        try (TopicAdmin topics = new TopicAdmin(settings)) {
            topics.createJobTopics(job);
        }
        publish(job, settings);
    }

    /** The cluster may have lost it, or never had it. */
    private static void pushModel(ModelSpec spec, ClientSettings settings, JobFolder folder) {
        ModelRef model = spec.file();
        if (model != null) {
            ModelTopic topic = new ModelTopic(settings);
            if (!topic.has(model)) {
                Path file = folder.modelFile();
                model.check(file);
                topic.push(model, spec.kind(), file, Instant.now());
            }
        }
    }

    static void publish(JobRecord job, ClientSettings settings) {
        try (CompactedTopic.Writer<JobRecord> jobs =
                new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class).writer()) {
            jobs.put(job.id().text(), job);
        }
    }
}
