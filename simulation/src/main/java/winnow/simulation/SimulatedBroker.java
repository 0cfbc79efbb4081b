package winnow.simulation;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.protocol.job.Attempt;

/**
 * What Kafka knows of the job: its entry in winnow.jobs, and the topics of its attempts. Whoever holds topics that are gone
 * writes to nobody.
 */
final class SimulatedBroker {
    private final SortedMap<Integer, AttemptTopics> topics = new TreeMap<>();
    private @Nullable Attempt known;
    private boolean atWork;

    /** The job's attempt as winnow.jobs has it; null if that was wiped. */
    @Nullable Attempt known() {
        return known;
    }

    boolean isAtWork() {
        return known != null && atWork;
    }

    boolean has(Attempt attempt) {
        return topics.containsKey(attempt.number());
    }

    /** Topics of the attempt that is at work. */
    @Nullable AttemptTopics topics() {
        return isAtWork() && known != null ? topics.get(known.number()) : null;
    }

    void createTopics(Attempt attempt, int partitions) {
        topics.computeIfAbsent(attempt.number(), number -> new AttemptTopics(attempt, partitions));
    }

    void publishActive(Attempt attempt) {
        known = attempt;
        atWork = true;
    }

    void deleteEarlierTopics(Attempt attempt) {
        topics.headMap(attempt.number()).clear();
    }

    /** Unless somebody has said something newer. */
    void publishStopped(Attempt mine, boolean broken) {
        if (isAtWork() && known != null && known.number() == mine.number()) {
            known = broken ? known.asBroken() : known;
            atWork = false;
        }
    }

    void wipe() {
        topics.clear();
        known = null;
        atWork = false;
    }
}
