package winnow.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Member;

/**
 * Waits for the broker, makes the shared topics, then follows who announces itself. Does so in a thread of its own, so
 * that the one that waits for all this sees at once when a process dies.
 */
final class MemberWatch implements AutoCloseable {
    private static final Duration KNOCK_AGAIN = Duration.ofMillis(50);
    private static final Duration ENDS = Duration.ofSeconds(1);

    private final InetSocketAddress broker;
    private final ClientSettings settings;
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private final Semaphore changes = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "member-watch");
    private volatile boolean brokerReady;
    private volatile @Nullable RuntimeException failure;

    MemberWatch(int brokerPort) {
        this.broker = new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort);
        this.settings = ClientSettings.of(BrokerSettings.HOST + ":" + brokerPort);
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

    /** Whether the broker answers and the shared topics are there. */
    boolean brokerReady() {
        return brokerReady;
    }

    /** Whether this very process has announced itself; an announcement may be left from an earlier one of its name. */
    boolean announced(String name, ProcessRecord process) {
        Member member = members.get(name);
        return member != null && process.same(member.pid(), member.started());
    }

    private void watch() {
        try {
            if (!brokerListens()) {
                return;
            }
            try (TopicAdmin admin = new TopicAdmin(settings)) {
                admin.ensureSharedTopics();
            }
            brokerReady = true;
            changes.release();
            follow();
        } catch (RuntimeException e) {
            failure = e;
            changes.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The broker listens when it has registered with its controller, not before: to knock at its port is enough, and does
     * not fill our log with the warnings of a client.
     *
     * @return false if this was closed meanwhile
     */
    private boolean brokerListens() throws InterruptedException {
        do {
            try (Socket socket = new Socket()) {
                socket.connect(broker);
                return true;
            } catch (IOException e) {
                // not yet
            }
        } while (!closing.await(KNOCK_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        return false;
    }

    private void follow() {
        // closing waits for the request that is under way, by default half a second
        ClientSettings brisk =
                new ClientSettings(settings.bootstrap(), Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50"));
        try (CompactedTopic.Reader<Member> reader =
                new CompactedTopic<>(brisk, Topics.MEMBERS, Member.class).reader()) {
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
