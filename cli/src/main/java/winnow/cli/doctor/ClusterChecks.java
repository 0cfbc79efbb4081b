package winnow.cli.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import winnow.cli.access.KafkaRefusal;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.kafka.Announcer;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.Topics;

/** What a program on this machine can see of the cluster, asked from the outside inwards: what fails ends the questions. */
public final class ClusterChecks {
    static final Duration REQUEST = Duration.ofSeconds(10);

    /** What goes by clocks here waits for seconds. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

    private final ClientSettings settings;
    private final long windowBytes;
    private final Consumer<Finding> findings;

    /**
     * @param windowBytes how many bytes of rows a job may have under way
     * @param findings told of each as it is found
     */
    public ClusterChecks(ClientSettings settings, long windowBytes, Consumer<Finding> findings) {
        this.settings = settings;
        this.windowBytes = windowBytes;
        this.findings = findings;
    }

    public void run() {
        List<Finding> bootstraps = Stream.of(settings.bootstrap().split(",", -1))
                .map(address -> Reach.of("bootstrap", address.strip()))
                .toList();
        bootstraps.forEach(findings);
        if (bootstraps.stream().noneMatch(Finding::well)) {
            return;
        }
        int millis = (int) REQUEST.toMillis();
        try (Admin admin = Admin.create(settings.merge(
                Map.of(
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis),
                Map.of()))) {
            Collection<Node> brokers = within(admin.describeCluster().nodes());
            for (Node broker : brokers) {
                findings.accept(Reach.of("broker " + broker.id(), broker.host() + ":" + broker.port()));
            }
            brokers.forEach(broker -> disk(admin, broker.id()));
            Set<String> topics = within(
                    admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
            replicas(admin, topics);
            if (shared(topics)) {
                members(clock());
            }
        } catch (StopException | KafkaException e) {
            findings.accept(Finding.mend("kafka", reason(e)));
        }
    }

    private static String reason(RuntimeException thrown) {
        return String.valueOf(
                KafkaRefusal.of(thrown).map(RuntimeException::getMessage).orElseGet(thrown::getMessage));
    }

    /** Asked of each broker by itself, so that it also shows that each accepts this program's certificate. */
    private void disk(Admin admin, int broker) {
        String subject = "broker " + broker;
        try {
            KafkaFuture<Map<String, LogDirDescription>> asked = Objects.requireNonNull(
                    admin.describeLogDirs(List.of(broker)).descriptions().get(broker));
            Map<String, LogDirDescription> folders = within(asked);
            folders.forEach((folder, description) -> {
                OptionalLong free = description.usableBytes();
                if (free.isPresent()) {
                    // as much again for their results
                    findings.accept(MachineChecks.room(subject, folder, free.getAsLong(), 2 * windowBytes));
                }
            });
        } catch (AuthorizationException e) {
            findings.accept(Finding.ok(subject, "accepts this certificate, and does not tell it of its disk"));
        } catch (StopException | KafkaException e) {
            findings.accept(Finding.mend(subject, reason(e)));
        }
    }

    private void replicas(Admin admin, Set<String> topics) {
        findings.accept(Replicas.of(admin.describeTopics(topics).topicNameValues().values().stream()
                .flatMap(ClusterChecks::ifStillThere)
                .toList()));
    }

    /** Jobs that end take their topics with them. */
    private static Stream<TopicDescription> ifStillThere(KafkaFuture<TopicDescription> asked) {
        try {
            return Stream.of(within(asked));
        } catch (UnknownTopicOrPartitionException e) {
            return Stream.empty();
        }
    }

    private boolean shared(Set<String> there) {
        List<String> seen = Stream.of(Topics.JOBS, Topics.MEMBERS, Topics.MODELS)
                .filter(there::contains)
                .toList();
        if (seen.isEmpty()) {
            findings.accept(Finding.mend(
                    "topics",
                    "of the topics that all jobs share this program sees none: 'winnow up' makes them, and 'winnow acl"
                            + " apply' where brokers know who may do what"));
            return false;
        }
        findings.accept(Finding.ok("topics", String.join(", ", seen)));
        return true;
    }

    /** @return the broker's time, as far as it is known */
    private Instant clock() {
        return BrokerClock.ask(settings)
                .map(offset -> {
                    Duration tolerated = CLOCKS_DIFFER.plus(offset.uncertainty());
                    findings.accept(SeenMember.clock("clock", "this machine", offset.ahead(), tolerated));
                    return Instant.now().minus(offset.ahead());
                })
                .orElseGet(() -> {
                    findings.accept(Finding.ok(
                            "clock",
                            "not compared: this program may not write, or an older Winnow has made the topics"));
                    return Instant.now();
                });
    }

    private void members(Instant brokersNow) {
        String ourHost = Announcer.hostName();
        try {
            for (SeenMember member : SeenMembers.read(settings)) {
                if (member.isThere(brokersNow, ourHost)) {
                    member.reach(ourHost).ifPresent(findings);
                    member.clock().ifPresent(findings);
                }
            }
        } catch (AuthorizationException e) {
            findings.accept(Finding.ok("members", "not looked at: this program may not see them"));
        }
    }

    private static <T> T within(KafkaFuture<T> answer) {
        try {
            return answer.get(REQUEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka did not answer within " + REQUEST.toSeconds()
                    + " s: its log says why, or it speaks TLS and this program does not (--kafka-config)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ExitCode.INTERRUPTED.because("interrupted while asking Kafka", e);
        }
    }
}
