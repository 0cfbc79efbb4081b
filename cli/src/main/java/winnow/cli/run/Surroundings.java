package winnow.cli.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.local.ClusterView;

/** What a command can see of the cluster beside what Kafka says: this machine's processes. One thread. */
public final class Surroundings {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final HomeOption home;
    private final KafkaOptions kafka;
    private Optional<ClusterView> seen = Optional.empty();
    private Instant next = Instant.MIN;

    public Surroundings(HomeOption home, KafkaOptions kafka) {
        this.home = home;
        this.kafka = kafka;
    }

    /** Whether the cluster was stopped on purpose. One that was named by its address cannot be seen to stop. */
    boolean clusterStopped() {
        return !kafka.namesBroker() && view().filter(ClusterView::up).isEmpty();
    }

    /** What keeps a job from going on, and what to do about it, in a few words. */
    Optional<String> trouble() {
        if (kafka.namesBroker()) {
            return Optional.empty();
        }
        return view().flatMap(cluster -> {
            if (!cluster.brokersSuffice()) {
                return Optional.of(
                        cluster.brokers().size() == 1
                                ? "the broker has died: 'make up' starts it again"
                                : "too many brokers have died: 'make up' starts them again");
            }
            return cluster.instancesAlive() == 0
                    ? Optional.of("no instance is alive: 'make up' starts them again")
                    : Optional.empty();
        });
    }

    /** As it was half a second ago at most: to look is to read a file, and in /proc for each process. */
    private Optional<ClusterView> view() {
        Instant now = Instant.now();
        if (!now.isBefore(next)) {
            seen = home.cluster().view();
            next = now.plus(LOOK_AGAIN);
        }
        return seen;
    }
}
