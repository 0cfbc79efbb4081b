package winnow.cli;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.Topics;

/** Whatever somebody may try to do to Kafka, tried with Kafka's own clients and without harm. */
final class AccessProbes implements AutoCloseable {
    static final String JOB = "20260101-000000-00000";
    /** What is not Winnow's. */
    static final String FOREIGN = "payroll";

    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final List<String> TOPICS = List.of(
            Topics.JOBS, Topics.MEMBERS, Topics.MODELS, Topics.ROWS_PREFIX + JOB, Topics.RESULTS_PREFIX + JOB, FOREIGN);
    private static final List<String> GROUPS =
            List.of(Topics.APPLICATION_PREFIX + JOB, Topics.RECEIVER_GROUP_PREFIX + JOB, FOREIGN);
    private static final List<String> TRANSACTIONS = List.of(Topics.APPLICATION_PREFIX + JOB + "-process-1", FOREIGN);
    private static final String BROKER = "1";

    /** With which the broker answers to who may do it, when there is nothing to do. */
    private static final Set<Class<?>> NOTHING_TO_DO = Set.of(
            TopicExistsException.class,
            InvalidPartitionsException.class,
            PolicyViolationException.class,
            UnknownMemberIdException.class,
            GroupIdNotFoundException.class,
            TransactionalIdNotFoundException.class);

    /** One thing to try. */
    record Probe(ResourceType type, String name, AclOperation operation, Try attempt) {
        @Override
        public String toString() {
            return operation + " " + type + " " + name;
        }
    }

    @FunctionalInterface
    interface Try {
        void on(AccessProbes clients) throws ExecutionException, InterruptedException;
    }

    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;

    AccessProbes(ClientSettings settings) {
        this.admin = Admin.create(settings.merge(Map.of(), Map.of()));
        this.producer = new KafkaProducer<>(
                settings.merge(Map.of(), Map.of(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                settings.merge(
                        Map.of(),
                        Map.of(
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "none")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** By somebody who may: topics with a record in each, so that there is something to read. */
    void prepare() throws ExecutionException, InterruptedException {
        for (String topic : TOPICS) {
            try {
                admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                        .all()
                        .get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
            write(topic);
        }
    }

    static List<Probe> all() {
        List<Probe> probes = new ArrayList<>();
        for (String topic : TOPICS) {
            TopicPartition partition = new TopicPartition(topic, 0);
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            probes.add(new Probe(ResourceType.TOPIC, topic, READ, clients -> clients.read(partition)));
            probes.add(new Probe(ResourceType.TOPIC, topic, WRITE, clients -> clients.write(topic)));
            probes.add(new Probe(ResourceType.TOPIC, topic, CREATE, clients -> clients.create(topic)));
            probes.add(new Probe(
                    ResourceType.TOPIC,
                    topic,
                    DELETE,
                    clients -> clients.admin
                            .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(0)))
                            .all()
                            .get()));
            probes.add(new Probe(
                    ResourceType.TOPIC,
                    topic,
                    DESCRIBE,
                    clients -> clients.admin
                            .listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .all()
                            .get()));
            probes.add(new Probe(
                    ResourceType.TOPIC,
                    topic,
                    ALTER,
                    clients -> clients.admin
                            .createPartitions(
                                    Map.of(topic, NewPartitions.increaseTo(1)),
                                    new CreatePartitionsOptions().validateOnly(true))
                            .all()
                            .get()));
            addConfigs(probes, ResourceType.TOPIC, resource, "retention.ms");
        }
        for (String group : GROUPS) {
            probes.add(new Probe(
                    ResourceType.GROUP,
                    group,
                    READ,
                    clients -> clients.admin
                            .removeMembersFromConsumerGroup(
                                    group,
                                    new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove("nobody"))))
                            .all()
                            .get()));
            probes.add(new Probe(
                    ResourceType.GROUP,
                    group,
                    DESCRIBE,
                    clients -> clients.admin
                            .listConsumerGroupOffsets(group)
                            .partitionsToOffsetAndMetadata()
                            .get()));
            probes.add(new Probe(
                    ResourceType.GROUP,
                    group,
                    DELETE,
                    clients -> clients.admin
                            .deleteConsumerGroups(List.of(group))
                            .all()
                            .get()));
        }
        for (String transaction : TRANSACTIONS) {
            probes.add(new Probe(
                    ResourceType.TRANSACTIONAL_ID,
                    transaction,
                    WRITE,
                    clients -> clients.admin
                            .fenceProducers(List.of(transaction))
                            .all()
                            .get()));
            probes.add(new Probe(
                    ResourceType.TRANSACTIONAL_ID,
                    transaction,
                    DESCRIBE,
                    clients -> clients.admin
                            .describeTransactions(List.of(transaction))
                            .all()
                            .get()));
        }
        probes.add(new Probe(
                ResourceType.CLUSTER,
                "kafka-cluster",
                DESCRIBE,
                clients -> clients.admin
                        .describeLogDirs(List.of(1))
                        .allDescriptions()
                        .get()));
        probes.add(new Probe(
                ResourceType.CLUSTER,
                "kafka-cluster",
                ALTER,
                clients -> clients.admin.deleteAcls(List.of(nobodys())).all().get()));
        addConfigs(
                probes,
                ResourceType.CLUSTER,
                new ConfigResource(ConfigResource.Type.BROKER, BROKER),
                "log.cleaner.threads");
        return probes;
    }

    private static void addConfigs(List<Probe> probes, ResourceType type, ConfigResource resource, String setting) {
        String name = type == ResourceType.CLUSTER ? "kafka-cluster" : resource.name();
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(setting, "1"), AlterConfigOp.OpType.SET);
        probes.add(new Probe(
                type,
                name,
                DESCRIBE_CONFIGS,
                clients ->
                        clients.admin.describeConfigs(List.of(resource)).all().get()));
        probes.add(new Probe(
                type,
                name,
                ALTER_CONFIGS,
                clients -> clients.admin
                        .incrementalAlterConfigs(
                                Map.of(resource, List.of(change)), new AlterConfigsOptions().validateOnly(true))
                        .all()
                        .get()));
    }

    private static AclBindingFilter nobodys() {
        return new AclBindingFilter(
                new ResourcePatternFilter(ResourceType.TOPIC, "nothing", PatternType.LITERAL),
                new AccessControlEntryFilter("User:nobody", null, AclOperation.ANY, AclPermissionType.ANY));
    }

    private void create(String topic) throws ExecutionException, InterruptedException {
        admin.createTopics(
                        List.of(new NewTopic(topic, Optional.of(1), Optional.empty())),
                        new CreateTopicsOptions().validateOnly(true))
                .all()
                .get();
    }

    private void write(String topic) throws ExecutionException, InterruptedException {
        // to whoever follows the topic, that something is gone which never was
        producer.send(new ProducerRecord<>(topic, 0, JOB.getBytes(StandardCharsets.US_ASCII), null))
                .get();
    }

    private void read(TopicPartition partition) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, 0);
        try {
            Await.that(
                    "a record of " + partition,
                    ANSWER,
                    () -> !consumer.poll(Duration.ofMillis(100)).isEmpty());
        } finally {
            consumer.unsubscribe();
        }
    }

    /** @return whether the broker let it happen */
    boolean allowed(Probe probe) {
        try {
            probe.attempt().on(this);
            return true;
        } catch (AuthorizationException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return false;
            }
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (NOTHING_TO_DO.contains(cause.getClass())) {
                    return true;
                }
                if (cause instanceof AuthorizationException) {
                    return false;
                }
            }
            throw new AssertionError("neither allowed nor denied: " + probe, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
        admin.close();
    }
}
