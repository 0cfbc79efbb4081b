package winnow.cli.access;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What one role may do to one kind of thing.
 *
 * @param pattern whether the name is a whole one, or how names begin
 * @param operations those that are asked for: Kafka adds DESCRIBE to READ, WRITE and DELETE
 * @param why what the role's program does with it
 */
public record Grant(
        KafkaRole role, ResourceType type, PatternType pattern, String name, Set<AclOperation> operations, String why) {
    private static final String ANY_HOST = "*";

    public Grant {
        operations = new TreeSet<>(operations);
    }

    /** As the broker keeps it: an entry for each operation. */
    Stream<AclBinding> bindings() {
        ResourcePattern resource = new ResourcePattern(type, name, pattern);
        return operations.stream()
                .map(operation -> new AclBinding(
                        resource,
                        new AccessControlEntry(role.principal(), ANY_HOST, operation, AclPermissionType.ALLOW)));
    }

    /** The kind and the name; {@code …} stands for the rest of a name. */
    String resource() {
        String word = type.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
        return type == ResourceType.CLUSTER ? word : word + " " + name + (pattern == PatternType.PREFIXED ? "…" : "");
    }

    String operationsText() {
        return operations.stream().map(AclOperation::toString).collect(Collectors.joining(", "));
    }
}
