package winnow.cli.access;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.CLUSTER;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import java.util.List;
import java.util.Set;
import org.apache.kafka.common.resource.Resource;
import winnow.protocol.kafka.Topics;

/** The one table of who may do what: the broker is told it, the documentation shows it. All else is denied. */
public final class Grants {
    public static final List<Grant> ALL = List.of(
            new Grant(
                    KafkaRole.SENDER, TOPIC, LITERAL, Topics.JOBS, Set.of(READ), "what to send, and whether to go on"),
            new Grant(KafkaRole.SENDER, TOPIC, LITERAL, Topics.MEMBERS, Set.of(WRITE), "says how far it is"),
            new Grant(
                    KafkaRole.SENDER,
                    TOPIC,
                    PREFIXED,
                    Topics.ROWS_PREFIX,
                    Set.of(READ, WRITE),
                    "sends; reads the last frames when it goes on"),
            new Grant(
                    KafkaRole.SENDER,
                    TOPIC,
                    PREFIXED,
                    Topics.RESULTS_PREFIX,
                    Set.of(DESCRIBE),
                    "Kafka shows offsets of topics that one may see"),
            new Grant(
                    KafkaRole.SENDER,
                    GROUP,
                    PREFIXED,
                    Topics.RECEIVER_GROUP_PREFIX,
                    Set.of(DESCRIBE),
                    "how far the receiver is"),
            new Grant(
                    KafkaRole.INSTANCE,
                    TOPIC,
                    LITERAL,
                    Topics.JOBS,
                    Set.of(READ, WRITE),
                    "follows jobs; says why one cannot go on"),
            new Grant(KafkaRole.INSTANCE, TOPIC, LITERAL, Topics.MEMBERS, Set.of(WRITE), "says that it is there"),
            new Grant(KafkaRole.INSTANCE, TOPIC, LITERAL, Topics.MODELS, Set.of(READ), "fetches models"),
            new Grant(KafkaRole.INSTANCE, TOPIC, PREFIXED, Topics.ROWS_PREFIX, Set.of(READ), "classifies"),
            new Grant(KafkaRole.INSTANCE, TOPIC, PREFIXED, Topics.RESULTS_PREFIX, Set.of(WRITE), "classifies"),
            new Grant(
                    KafkaRole.INSTANCE,
                    GROUP,
                    PREFIXED,
                    Topics.APPLICATION_PREFIX,
                    Set.of(READ),
                    "shares a job with the other instances"),
            new Grant(
                    KafkaRole.INSTANCE,
                    TRANSACTIONAL_ID,
                    PREFIXED,
                    Topics.APPLICATION_PREFIX,
                    Set.of(WRITE),
                    "its transactions; ends those of the dead"),
            new Grant(
                    KafkaRole.RECEIVER,
                    TOPIC,
                    LITERAL,
                    Topics.JOBS,
                    Set.of(READ, WRITE),
                    "what to receive; says when it is done"),
            new Grant(
                    KafkaRole.RECEIVER,
                    TOPIC,
                    LITERAL,
                    Topics.MEMBERS,
                    Set.of(READ, WRITE),
                    "is the only one; says how far it is"),
            new Grant(
                    KafkaRole.RECEIVER,
                    TOPIC,
                    PREFIXED,
                    Topics.RESULTS_PREFIX,
                    Set.of(READ, DELETE),
                    "receives; deletes what is safe in the log"),
            new Grant(
                    KafkaRole.RECEIVER,
                    TOPIC,
                    PREFIXED,
                    Topics.ROWS_PREFIX,
                    Set.of(READ, DELETE),
                    "looks for a frame that does not come; deletes as above"),
            new Grant(
                    KafkaRole.RECEIVER,
                    GROUP,
                    PREFIXED,
                    Topics.RECEIVER_GROUP_PREFIX,
                    Set.of(READ),
                    "remembers how far it is"),
            new Grant(
                    KafkaRole.RECEIVER,
                    GROUP,
                    PREFIXED,
                    Topics.APPLICATION_PREFIX,
                    Set.of(DESCRIBE),
                    "whether instances are still at work"),
            new Grant(
                    KafkaRole.HUB,
                    TOPIC,
                    LITERAL,
                    Topics.JOBS,
                    Set.of(CREATE, READ, WRITE),
                    "shows, takes, cancels and forgets jobs"),
            new Grant(
                    KafkaRole.HUB,
                    TOPIC,
                    LITERAL,
                    Topics.MEMBERS,
                    Set.of(CREATE, READ),
                    "whom to ask for their figures"),
            new Grant(
                    KafkaRole.HUB,
                    TOPIC,
                    LITERAL,
                    Topics.MODELS,
                    Set.of(CREATE, READ, WRITE),
                    "lists models and takes new ones"),
            new Grant(KafkaRole.HUB, TOPIC, PREFIXED, Topics.ROWS_PREFIX, Set.of(DELETE), "of a cancelled job"),
            new Grant(KafkaRole.HUB, TOPIC, PREFIXED, Topics.RESULTS_PREFIX, Set.of(DELETE), "of a cancelled job"),
            new Grant(
                    KafkaRole.HUB,
                    GROUP,
                    PREFIXED,
                    Topics.APPLICATION_PREFIX,
                    Set.of(DESCRIBE),
                    "whether instances are still at work"),
            new Grant(
                    KafkaRole.OPERATOR,
                    TOPIC,
                    LITERAL,
                    Topics.JOBS,
                    Set.of(CREATE, READ, WRITE),
                    "makes, follows, stops and cancels jobs"),
            new Grant(
                    KafkaRole.OPERATOR, TOPIC, LITERAL, Topics.MEMBERS, Set.of(CREATE, READ), "who is there, how far"),
            new Grant(
                    KafkaRole.OPERATOR,
                    TOPIC,
                    LITERAL,
                    Topics.MODELS,
                    Set.of(CREATE, READ, WRITE),
                    "pushes and lists models"),
            new Grant(
                    KafkaRole.OPERATOR,
                    TOPIC,
                    PREFIXED,
                    Topics.ROWS_PREFIX,
                    Set.of(CREATE, DELETE),
                    "makes a job's topics, and deletes them"),
            new Grant(
                    KafkaRole.OPERATOR,
                    TOPIC,
                    PREFIXED,
                    Topics.RESULTS_PREFIX,
                    Set.of(CREATE, DELETE),
                    "makes a job's topics, and deletes them"),
            new Grant(
                    KafkaRole.OPERATOR,
                    GROUP,
                    PREFIXED,
                    Topics.APPLICATION_PREFIX,
                    Set.of(DESCRIBE),
                    "whether instances are still at work"),
            new Grant(
                    KafkaRole.OPERATOR,
                    CLUSTER,
                    LITERAL,
                    Resource.CLUSTER_NAME,
                    Set.of(DESCRIBE),
                    "how much room the brokers' disks have"));

    private Grants() {}

    /** As it stands in docs/SECURITY.md. */
    public static String markdown() {
        StringBuilder table = new StringBuilder("| who | on what | may | for |\n|---|---|---|---|\n");
        for (Grant grant : ALL) {
            table.append("| `CN=")
                    .append(grant.role())
                    .append("` | ")
                    .append(grant.resource())
                    .append(" | ");
            table.append(grant.operationsText())
                    .append(" | ")
                    .append(grant.why())
                    .append(" |\n");
        }
        return table.toString();
    }

    /** For a terminal. */
    public static String text() {
        StringBuilder text = new StringBuilder();
        for (Grant grant : ALL) {
            text.append(String.format(
                    "CN=%-9s  %-28s  %-21s  %s%n",
                    grant.role(), grant.resource(), grant.operationsText(), grant.why()));
        }
        return text.toString();
    }
}
