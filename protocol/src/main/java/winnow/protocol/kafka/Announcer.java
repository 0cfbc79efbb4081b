package winnow.protocol.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import winnow.protocol.job.JobId;
import winnow.protocol.member.Member;
import winnow.protocol.member.Progress;
import winnow.protocol.member.Role;

/**
 * Says in {@code winnow.members} that a program is there and how far it is: at once when made, then twice a second while
 * its progress changes, else every {@link #HEARTBEAT}. Removes the entry when closed. Has a thread of its own.
 */
public final class Announcer implements AutoCloseable {
    /** A member that was not seen for three of these is lost. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final Duration TICK = Duration.ofMillis(500);

    private static final String HOST = hostName();
    private static final Instant STARTED =
            ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);

    private final String name;
    private final Role role;
    private final @Nullable String metrics;
    private final Supplier<Map<JobId, Progress>> progress;
    private final CompactedTopic.Writer<Member> members;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /** @param progress asked from the announcer's thread */
    public Announcer(ClientSettings settings, String name, Role role, Supplier<Map<JobId, Progress>> progress) {
        this(settings, name, role, null, progress);
    }

    /**
     * Announces an HTTP server too.
     *
     * @param metrics its address, {@code host:port}
     * @param progress asked from the announcer's thread
     */
    public Announcer(
            ClientSettings settings,
            String name,
            Role role,
            @Nullable String metrics,
            Supplier<Map<JobId, Progress>> progress) {
        this.name = name;
        this.role = role;
        this.metrics = metrics;
        this.progress = progress;
        this.members = new CompactedTopic<>(settings, Topics.MEMBERS, Member.class).writer();
        Map<JobId, Progress> first = progress.get();
        members.put(name, member(first));
        this.thread = new Thread(() -> announce(first), "announcer");
        thread.setDaemon(true);
        thread.start();
    }

    private void announce(Map<JobId, Progress> first) {
        Map<JobId, Progress> last = first;
        long lastAt = System.nanoTime();
        try {
            while (!closing.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                Map<JobId, Progress> now = progress.get();
                if (!now.equals(last) || System.nanoTime() - lastAt >= HEARTBEAT.toNanos()) {
                    members.offer(name, member(now));
                    last = now;
                    lastAt = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Member member(Map<JobId, Progress> jobs) {
        return thisProcess(name, role, jobs).at(metrics);
    }

    /** This process as a member, seen now. */
    public static Member thisProcess(String name, Role role, Map<JobId, Progress> jobs) {
        return Member.of(name, role, HOST, ProcessHandle.current().pid(), STARTED, Instant.now(), jobs);
    }

    /** The name of this machine, as members give it. */
    public static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /**
     * Says once more how far the program is, for those who follow, then removes the entry. Waits for Kafka for a moment
     * only: a program that ends because Kafka is gone must end. Does so for a thread that is interrupted too, as that is
     * how a program is told to end.
     */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // Kafka's producer would drop what it holds
        try {
            closing.countDown();
            members.offer(name, member(progress.get()));
            members.removeAndClose(name, TICK);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
