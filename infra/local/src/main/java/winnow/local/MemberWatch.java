package winnow.local;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Node;
import org.jspecify.annotations.Nullable;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.kafka.Topics;
import winnow.protocol.kafka.Waiting;
import winnow.protocol.member.Member;

/**
 * Waits for the brokers, makes the shared topics, then follows who announces itself. Does so in a thread of its own, so
 * that the one that waits for all this sees at once when a process dies.
 */
final class MemberWatch implements AutoCloseable {
    private static final Duration KNOCK_AGAIN = Duration.ofMillis(50);
    private static final Duration ENDS = Duration.ofSeconds(1);

    private final BrokerLayout layout;
    private final ClientSettings settings;
    private final Set<BrokerNode> listening = ConcurrentHashMap.newKeySet();
    private final Set<Integer> registered = ConcurrentHashMap.newKeySet();
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private final Semaphore changes = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "member-watch");
    private volatile @Nullable RuntimeException failure;

    MemberWatch(BrokerLayout layout) {
        this.layout = layout;
        this.settings = ClientSettings.of(layout.bootstrap());
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns when something has changed, or after so long. */
    void awaitChange(Duration longest) throws InterruptedException {
        if (changes.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            changes.drainPermits();
        }
    }

    /** Throws what has ended the watch, if something has. */
    void requireNoFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    boolean listens(BrokerNode broker) {
        return listening.contains(broker);
    }

    /** Whether the broker listens and the cluster knows that it does. */
    boolean registered(BrokerNode broker) {
        return registered.contains(broker.number());
    }

    /** Whether this very process has announced itself; an announcement may be left from an earlier one of its name. */
    boolean announced(String name, ProcessRecord process) {
        Member member = members.get(name);
        return member != null && process.same(member.pid(), member.started());
    }

    private void watch() {
        // made before there is a broker: its classes load while others wait, and it does not connect before it is asked
        // to
        try (CompactedTopic.Reader<Member> reader = memberTopic().reader()) {
            if (brokersListen() && brokersAreRegistered()) {
                try (TopicAdmin admin = new TopicAdmin(settings)) {
                    admin.ensureSharedTopics();
                }
                follow(reader);
            }
        } catch (RuntimeException e) {
            failure = e;
            changes.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompactedTopic<Member> memberTopic() {
        // closing waits for the request that is under way, by default half a second
        ClientSettings brisk =
                new ClientSettings(settings.bootstrap(), Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50"));
        return new CompactedTopic<>(brisk, Topics.MEMBERS, Member.class);
    }

    /**
     * A broker listens when it has registered with the controller, not before: to knock at its port is enough, and does
     * not fill our log with the warnings of a client.
     *
     * @return false if this was closed meanwhile
     */
    private boolean brokersListen() throws InterruptedException {
        do {
            for (BrokerNode broker : layout.nodes()) {
                if (!listens(broker) && Port.answers(broker.brokerPort())) {
                    listening.add(broker);
                }
            }
            if (listening.containsAll(layout.nodes())) {
                return true;
            }
        } while (!pause());
        return false;
    }

    /**
     * Each broker hears of the others in its own time: a topic with a replica on each of them can be made, and survives
     * one of them, when the cluster counts them all.
     *
     * @return false if this was closed meanwhile
     */
    private boolean brokersAreRegistered() throws InterruptedException {
        if (layout.count() == 1) { // there is no other to hear of
            registered.add(layout.nodes().get(0).number());
            changes.release();
            return true;
        }
        try (Admin admin = Admin.create(settings.merge(Map.of(), Map.of()))) {
            do {
                for (Node node : Waiting.need(admin.describeCluster().nodes(), "ask which brokers there are")) {
                    registered.add(node.id());
                }
                changes.release();
                if (layout.nodes().stream().allMatch(this::registered)) {
                    return true;
                }
            } while (!pause());
            return false;
        }
    }

    /** @return whether this was closed meanwhile */
    private boolean pause() throws InterruptedException {
        return closing.await(KNOCK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void follow(CompactedTopic.Reader<Member> reader) {
        while (closing.getCount() > 0) {
            for (CompactedTopic.Update<Member> update : reader.poll(KNOCK_AGAIN)) {
                if (update.value() == null) {
                    members.remove(update.key());
                } else {
                    members.put(update.key(), update.value());
                }
                changes.release();
            }
        }
    }

    /** Waits a moment only: what is under way may be a request that a dead broker never answers. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(ENDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
