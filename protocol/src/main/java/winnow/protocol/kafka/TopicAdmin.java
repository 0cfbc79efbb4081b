package winnow.protocol.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import winnow.protocol.job.JobRecord;

/** Makes and deletes topics. Saying it twice is as good as saying it once. */
public final class TopicAdmin implements AutoCloseable {
    private final Admin admin;

    public TopicAdmin(ClientSettings settings) {
        this.admin = Admin.create(settings.merge(Map.of(), Map.of()));
    }

    /** Makes the topics that all jobs share, where they are not there yet: most programs need not be allowed to. */
    public void ensureSharedTopics() {
        Set<String> there = Waiting.need(admin.listTopics().names(), "list the topics");
        create(Stream.of(Topics.JOBS, Topics.MEMBERS, Topics.MODELS)
                .filter(name -> !there.contains(name))
                .map(Topics::compacted)
                .toList());
    }

    public void createJobTopics(JobRecord job) {
        create(topics(job).map(name -> Topics.ofJob(name, job.spec())).toList());
    }

    /** Whether both topics of the job's present attempt are there. */
    public boolean hasJobTopics(JobRecord job) {
        Set<String> there = Waiting.need(admin.listTopics().names(), "list the topics");
        return topics(job).allMatch(there::contains);
    }

    /** Deletes the topics of all attempts. */
    public void deleteJobTopics(JobRecord job) {
        delete(job, topic -> true);
    }

    /**
     * Deletes the topics of all attempts of a job that is over, when the instances have left them or after so long.
     *
     * @param pause waits a moment; true ends the waiting
     */
    public void clearAway(JobRecord job, Duration longest, BooleanSupplier pause) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (hasInstances(job) && System.nanoTime() < deadline && !pause.getAsBoolean()) {}
        deleteJobTopics(job);
    }

    /** Deletes the topics of all attempts before the present one. */
    public void deleteEarlierTopics(JobRecord job) {
        Set<String> present = topics(job).collect(Collectors.toSet());
        delete(job, topic -> !present.contains(topic));
    }

    private void delete(JobRecord job, Predicate<String> which) {
        List<String> topics = Waiting.need(admin.listTopics().names(), "list the topics").stream()
                .filter(topic -> Topics.isOf(job.id(), topic))
                .filter(which)
                .toList();
        admin.deleteTopics(topics)
                .topicNameValues()
                .forEach((name, answer) ->
                        Waiting.needUnless(UnknownTopicOrPartitionException.class, answer, "delete the topic " + name));
    }

    private static Stream<String> topics(JobRecord job) {
        return Stream.of(Topics.rows(job.id(), job.attempt()), Topics.results(job.id(), job.attempt()));
    }

    /** Tells one life of a cluster from another: a broker whose data was wiped has a new one. */
    public String clusterId() {
        return Waiting.need(admin.describeCluster().clusterId(), "ask the broker for its cluster id");
    }

    /** Whether instances are still at work on the job: its topics are not to be deleted under them. */
    public boolean hasInstances(JobRecord job) {
        String group = Topics.application(job.id(), job.attempt());
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
