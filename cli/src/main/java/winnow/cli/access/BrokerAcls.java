package winnow.cli.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.Waiting;

/** What the broker allows Winnow's roles. Those of others are not looked at. */
public final class BrokerAcls implements AutoCloseable {
    private final Admin admin;

    /** @param settings of somebody who may change the rights of others: a super user of the broker */
    public BrokerAcls(ClientSettings settings) {
        this.admin = Admin.create(settings.merge(Map.of(), Map.of()));
    }

    /** How many entries were added and taken away. */
    public record Change(int added, int removed) {}

    /** Makes it what the table says; whoever lacks a right gets it before others lose theirs. */
    public Change apply(List<Grant> table) {
        Set<String> wanted = strings(table.stream().flatMap(Grant::bindings));
        Collection<AclBinding> present = present();
        Set<String> there = strings(present.stream());
        List<AclBinding> missing = table.stream()
                .flatMap(Grant::bindings)
                .filter(binding -> !there.contains(binding.toString()))
                .toList();
        Waiting.need(admin.createAcls(missing).all(), "give Winnow's roles their rights");
        List<AclBindingFilter> surplus = present.stream()
                .filter(binding -> !wanted.contains(binding.toString()))
                .map(AclBinding::toFilter)
                .toList();
        Waiting.need(admin.deleteAcls(surplus).all(), "take rights away that no role has any more");
        return new Change(missing.size(), surplus.size());
    }

    private static Set<String> strings(Stream<AclBinding> bindings) {
        return bindings.map(AclBinding::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    private Collection<AclBinding> present() {
        Collection<AclBinding> present = new ArrayList<>();
        for (KafkaRole role : KafkaRole.values()) {
            AccessControlEntryFilter ofRole =
                    new AccessControlEntryFilter(role.principal(), null, AclOperation.ANY, AclPermissionType.ANY);
            present.addAll(Waiting.need(
                    admin.describeAcls(new AclBindingFilter(ResourcePatternFilter.ANY, ofRole))
                            .values(),
                    "ask the broker who may do what"));
        }
        return present;
    }

    @Override
    public void close() {
        admin.close();
    }
}
