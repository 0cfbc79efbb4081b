package winnow.chaos;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes a fault happen, and mends what an operator, or time, would mend. Returns when that is done; the next fault need not
 * wait for it. Any thread.
 */
final class Injector {
    private static final int MOST_INSTANCES = 4;
    /** Longer than every time-out of sessions. */
    private static final int ZOMBIE_MILLIS = 9_000;
    /** Moments are drawn from three seconds; a sender of the job is there for about one. */
    private static final int SENDER_LIVES = 3;

    private static final int LOOK_MILLIS = 10;
    private static final int MOST_LOOKS = 2_000;

    private final ChaosCluster cluster;
    private final Machine machine;

    Injector(ChaosCluster cluster, Machine machine) {
        this.cluster = cluster;
        this.machine = machine;
    }

    /**
     * @param watcher the {@code run} or {@code resume} that is at work
     * @return whether there was something to strike: a sender that is done cannot be killed
     */
    boolean strike(Schedule.Entry entry, String job, Command watcher) {
        Random dice = new Random(entry.dice());
        int moment = dice.nextInt(3_000);
        return switch (entry.fault()) {
            case KILL_SENDER -> Signal.KILL.send(senderAt(job, moment / SENDER_LIVES));
            case KILL_RECEIVER -> program(job, "receive", Signal.KILL);
            case TERM_RECEIVER -> program(job, "receive", Signal.TERM);
            case FREEZE_SENDER -> freeze(senderAt(job, moment / SENDER_LIVES), 1_000 + moment);
            case FREEZE_RECEIVER -> freeze(cluster.programPid(job, "receive").orElse(-1L), 1_000 + moment);
            case KILL_INSTANCE -> instance(dice, Signal.KILL, moment);
            case TERM_INSTANCE -> instance(dice, Signal.TERM, moment);
            case FREEZE_INSTANCE -> freeze(any(dice, cluster.instancePids()), ZOMBIE_MILLIS);
            case KILL_ALL_INSTANCES -> {
                cluster.instancePids().forEach(Signal.KILL::send);
                yield mend(moment, cluster.size());
            }
            case GROW -> mend(0, Math.min(MOST_INSTANCES, cluster.size() + 1 + dice.nextInt(3)));
            case SHRINK -> mend(0, Math.max(1, cluster.size() - 1 - dice.nextInt(3)));
            case KILL_BROKER -> broker(Signal.KILL) && mend(moment, cluster.size());
            case WIPE_BROKER -> cluster.killAndWipeBroker() && mend(moment, cluster.size());
            case KILL_RUN -> watcher.running() && Signal.KILL.send(watcher.pid());
            case INTERRUPT_RUN -> watcher.running() && Signal.TERM.send(watcher.pid());
            case DOWN_AND_UP -> {
                cluster.down();
                yield mend(moment, cluster.size());
            }
            case FILL_DISK -> {
                machine.fillDisk();
                Pause.millis(2_000 + moment);
                machine.freeDisk();
                yield true;
            }
            case DELETE_CHUNK -> deleteChunk(job, dice);
            case CUT_NETWORK -> {
                machine.cutNetwork();
                Pause.millis(2_000 + 3L * moment);
                machine.mendNetwork();
                yield true;
            }
        };
    }

    /** The sender at a moment of its short life. It is started when the topics are there, a while after the job. */
    private long senderAt(String job, int moment) {
        for (int i = 0; i < MOST_LOOKS && cluster.programPid(job, "send").isEmpty(); i++) {
            Pause.millis(LOOK_MILLIS);
        }
        Pause.millis(moment);
        return cluster.programPid(job, "send").orElse(-1L);
    }

    private boolean program(String job, String verb, Signal signal) {
        return cluster.programPid(job, verb).filter(signal::send).isPresent();
    }

    private boolean broker(Signal signal) {
        return cluster.brokerPid().filter(signal::send).isPresent();
    }

    private static boolean freeze(long pid, int millis) {
        if (!Signal.STOP.send(pid)) {
            return false;
        }
        Pause.millis(millis);
        return Signal.CONT.send(pid);
    }

    private boolean instance(Random dice, Signal signal, int moment) {
        return signal.send(any(dice, cluster.instancePids())) && mend(moment, cluster.size());
    }

    private static long any(Random dice, List<Long> pids) {
        return pids.isEmpty() ? -1 : pids.get(dice.nextInt(pids.size()));
    }

    private boolean mend(int afterMillis, int size) {
        Pause.millis(afterMillis);
        cluster.up(size);
        return true;
    }

    /** Deletes all that one partition of one topic has, as somebody might with Kafka's own tools. */
    private boolean deleteChunk(String job, Random dice) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.bootstrap(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000);
        String kind = dice.nextBoolean() ? "winnow.results." : "winnow.rows.";
        try (Admin admin = Admin.create(settings)) {
            List<String> topics = within(admin.listTopics().names()).stream()
                    .filter(topic -> topic.startsWith(kind + job))
                    .sorted()
                    .toList();
            if (topics.isEmpty()) {
                return false;
            }
            TopicPartition partition = new TopicPartition(topics.get(topics.size() - 1), dice.nextInt(12));
            long end = within(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition))
                    .offset();
            within(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end)))
                    .all());
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false; // the job was just done, and its topics went with it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static <T> T within(KafkaFuture<T> answer)
            throws ExecutionException, TimeoutException, InterruptedException {
        return answer.get(20, TimeUnit.SECONDS);
    }
}
