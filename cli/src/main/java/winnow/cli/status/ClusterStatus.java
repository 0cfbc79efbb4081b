package winnow.cli.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import winnow.local.ClusterView;
import winnow.local.ProcessView;
import winnow.protocol.kafka.Announcer;
import winnow.protocol.member.Member;
import winnow.protocol.member.Role;

/**
 * The cluster as {@code winnow status} shows it.
 *
 * @param wanted instances that 'winnow up' was asked for; empty for a cluster that is not this machine's
 * @param dead names of instances that were started here and have died
 */
public record ClusterStatus(String bootstrap, OptionalInt wanted, List<Ready> instances, List<String> dead) {
    private static final Duration LOST = Announcer.HEARTBEAT.multipliedBy(3);

    /** An instance that says that it is ready. */
    public record Ready(String name, String host, long pid) {}

    public static ClusterStatus of(
            String bootstrap, Optional<ClusterView> local, Collection<Member> members, Instant now) {
        List<String> dead = local.stream()
                .flatMap(view -> view.instances().stream())
                .filter(instance -> !instance.alive())
                .map(ProcessView::name)
                .toList();
        List<Ready> ready = members.stream()
                .filter(member -> member.role() == Role.INSTANCE)
                .filter(member -> Duration.between(member.seen(), now).compareTo(LOST) < 0)
                .filter(member -> !dead.contains(member.name()))
                .map(member -> new Ready(member.name(), member.host(), member.pid()))
                .toList();
        OptionalInt wanted = local.map(view -> OptionalInt.of(view.size())).orElseGet(OptionalInt::empty);
        return new ClusterStatus(bootstrap, wanted, ready, dead);
    }

    public String text() {
        StringBuilder text = new StringBuilder("broker     " + bootstrap + "\n");
        text.append("instances  ").append(instances.size());
        wanted.ifPresent(size -> text.append(" of ").append(size));
        text.append(" ready");
        String separator = ": ";
        for (Ready instance : instances) {
            text.append(separator).append(instance.name());
            separator = ", ";
        }
        text.append('\n');
        if (!dead.isEmpty()) {
            text.append("dead       ").append(String.join(", ", dead)).append(": 'make up' starts them again\n");
        }
        return text.toString();
    }
}
