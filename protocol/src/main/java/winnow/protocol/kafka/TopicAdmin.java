package winnow.protocol.kafka;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobSpec;

/** Makes and deletes topics. Saying it twice is as good as saying it once. */
public final class TopicAdmin implements AutoCloseable {
    private final Admin admin;

    public TopicAdmin(ClientSettings settings) {
        this.admin = Admin.create(settings.merge(Map.of(), Map.of()));
    }

    /** Makes the topics that all jobs share, where they are not there yet. */
    public void ensureSharedTopics() {
        create(List.of(Topics.compacted(Topics.JOBS), Topics.compacted(Topics.MEMBERS)));
    }

    public void createJobTopics(JobId job, JobSpec spec) {
        create(List.of(Topics.ofJob(Topics.rows(job), spec), Topics.ofJob(Topics.results(job), spec)));
    }

    public void deleteJobTopics(JobId job) {
        admin.deleteTopics(List.of(Topics.rows(job), Topics.results(job)))
                .topicNameValues()
                .forEach((name, answer) ->
                        Waiting.needUnless(UnknownTopicOrPartitionException.class, answer, "delete the topic " + name));
    }

    /** Whether instances are still at work on the job: its topics are not to be deleted under them. */
    public boolean hasInstances(JobId job) {
        String group = Topics.application(job);
        return Waiting.needUnless(
                        GroupIdNotFoundException.class,
                        admin.describeConsumerGroups(List.of(group)).all(),
                        "describe the group " + group)
                .map(groups -> groups.values().stream()
                        .anyMatch(description -> !description.members().isEmpty()))
                .orElse(false);
    }

    private void create(List<NewTopic> topics) {
        admin.createTopics(topics)
                .values()
                .forEach((name, answer) ->
                        Waiting.needUnless(TopicExistsException.class, answer, "create the topic " + name));
    }

    @Override
    public void close() {
        admin.close();
    }
}
