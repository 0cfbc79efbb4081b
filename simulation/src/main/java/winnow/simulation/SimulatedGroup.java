package winnow.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The instances of a job: which of them has which partition, and those that were taken for dead and are not. */
final class SimulatedGroup {
    private final TinyJob job;
    private final boolean transactions;
    private final Schedule schedule;
    private final List<SimulatedInstance> instances = new ArrayList<>();
    private final List<SimulatedInstance> forsaken = new ArrayList<>();

    SimulatedGroup(TinyJob job, boolean transactions, Schedule schedule) {
        this.job = job;
        this.transactions = transactions;
        this.schedule = schedule;
    }

    boolean isEmpty() {
        return instances.isEmpty();
    }

    void add(AttemptTopics topics) {
        instances.add(new SimulatedInstance(topics, job, transactions));
        assign(topics);
    }

    /** Each partition that nobody has goes to somebody. */
    private void assign(AttemptTopics topics) {
        for (int partition = 0; partition < topics.partitions() && !instances.isEmpty(); partition++) {
            if (owner(partition) == null) {
                any(instances).take(partition);
            }
        }
    }

    private @Nullable SimulatedInstance owner(int partition) {
        for (SimulatedInstance instance : instances) {
            if (instance.has(partition)) {
                return instance;
            }
        }
        return null;
    }

    private SimulatedInstance any(List<SimulatedInstance> of) {
        return of.get(schedule.below(of.size()));
    }

    /** One of them classifies a frame. */
    void classifyOne() {
        if (!instances.isEmpty()) {
            any(instances).classify(schedule.below(job.partitions()));
        }
    }

    void answer() {
        if (!instances.isEmpty()) {
            any(instances).send(1 + schedule.below(3));
        }
    }

    void commit() {
        if (!instances.isEmpty()) {
            any(instances).commit();
        }
    }

    /** All of them to the ends of their partitions. @return whether there was anything to do */
    boolean finish() {
        boolean worked = false;
        for (SimulatedInstance instance : instances) {
            while (instance.classify(0)) {
                worked = true;
            }
            instance.commit();
        }
        return worked;
    }

    void kill() {
        if (!instances.isEmpty()) {
            SimulatedInstance instance = any(instances);
            instance.die();
            instances.remove(instance);
            assign(instance.topics());
        }
    }

    /** It goes on with what it has, and has nothing to commit it by. */
    void forsake() {
        if (!instances.isEmpty()) {
            SimulatedInstance instance = any(instances);
            instances.remove(instance);
            if (transactions) {
                instance.die(); // it is fenced
            } else {
                forsaken.add(instance);
            }
            assign(instance.topics());
        }
    }

    void classifyLate() {
        if (!forsaken.isEmpty()) {
            SimulatedInstance instance = any(forsaken);
            instance.classify(schedule.below(job.partitions()));
            instance.send(1 + schedule.below(2));
        }
    }

    void rebalance() {
        if (instances.size() > 1) {
            int partition = schedule.below(job.partitions());
            SimulatedInstance from = owner(partition);
            if (from != null) {
                from.giveUp(partition);
                any(instances).take(partition);
            }
        }
    }

    /** All of them leave the job, in good order or not; those that were taken for dead are seen no more. */
    void leave() {
        for (SimulatedInstance instance : instances) {
            if (schedule.oneIn(2)) {
                instance.commit();
            } else {
                instance.die();
            }
        }
        instances.clear();
    }
}
