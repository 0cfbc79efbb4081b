package winnow.cli.run;

import java.util.Optional;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.local.ClusterView;

/** What a command can see of the cluster beside what Kafka says: this machine's processes. */
public final class Surroundings {
    private final HomeOption home;
    private final KafkaOptions kafka;

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

    private Optional<ClusterView> view() {
        return home.cluster().view();
    }
}
