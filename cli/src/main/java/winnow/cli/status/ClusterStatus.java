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
 * @param brokers of this machine; empty for a cluster that is not this machine's
 * @param wanted instances that 'winnow up' was asked for; empty likewise
 * @param hub address of its page, if one runs here
 * @param dead names of brokers, instances and hub that were started here and have died
 */
public record ClusterStatus(
        String bootstrap,
        Optional<Brokers> brokers,
        OptionalInt wanted,
        List<Ready> instances,
        Optional<String> hub,
        List<String> dead) {
    private static final Duration LOST = Announcer.HEARTBEAT.multipliedBy(3);

    /** How many brokers 'winnow up' was asked for, and how many are alive. */
    public record Brokers(int alive, int wanted) {}

    /** An instance that says that it is ready. */
    public record Ready(String name, String host, long pid) {}

    public static ClusterStatus of(
            String bootstrap, Optional<ClusterView> local, Collection<Member> members, Instant now) {
        List<String> dead = local.map(ClusterView::dead).orElse(List.of());
        List<Ready> ready = members.stream()
                .filter(member -> member.role() == Role.INSTANCE)
                .filter(member -> Duration.between(member.seen(), now).compareTo(LOST) < 0)
                .filter(member -> !dead.contains(member.name()))
                .map(member -> new Ready(member.name(), member.host(), member.pid()))
                .toList();
        OptionalInt wanted = local.map(view -> OptionalInt.of(view.size())).orElseGet(OptionalInt::empty);
        Optional<Brokers> brokers = local.map(
                view -> new Brokers(view.brokersAlive(), view.brokers().size()));
        Optional<String> hub = local.filter(
                        view -> view.hub().filter(ProcessView::alive).isPresent())
                .map(ClusterView::hubAddress);
        return new ClusterStatus(bootstrap, brokers, wanted, ready, hub, dead);
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        brokers.filter(several -> several.wanted() > 1)
                .ifPresentOrElse(
                        several -> text.append("brokers    ")
                                .append(several.alive())
                                .append(" of ")
                                .append(several.wanted())
                                .append(" alive: "),
                        () -> text.append("broker     "));
        text.append(bootstrap).append('\n');
        text.append("instances  ").append(instances.size());
        wanted.ifPresent(size -> text.append(" of ").append(size));
        text.append(" ready");
        String separator = ": ";
        for (Ready instance : instances) {
            text.append(separator).append(instance.name());
            separator = ", ";
        }
        text.append('\n');
        hub.ifPresent(address -> text.append("hub        ").append(address).append('\n'));
        if (!dead.isEmpty()) {
            text.append("dead       ").append(String.join(", ", dead)).append(": 'make up' starts them again\n");
        }
        return text.toString();
    }
}
