package winnow.cli.run;

import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.kafka.Topics;

/** Makes a job known, each step so that a crash after it does no harm: remembered, its topics made, announced. */
final class NewJob {
    private NewJob() {}

    static void make(JobRecord job, ClientSettings settings, JobFolder folder) {
        folder.remember(job);
        try (TopicAdmin topics = new TopicAdmin(settings)) {
            topics.createJobTopics(job);
        }
        publish(job, settings);
    }

    static void publish(JobRecord job, ClientSettings settings) {
        try (CompactedTopic.Writer<JobRecord> jobs =
                new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class).writer()) {
            jobs.put(job.id().text(), job);
        }
    }
}
