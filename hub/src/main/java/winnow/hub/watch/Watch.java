package winnow.hub.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.hub.view.LiveViews;
import winnow.protocol.StopException;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.CompactedTopic.Update;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Member;

/**
 * Follows {@code winnow.jobs} and {@code winnow.members}, and asks the members once a second. A broker that goes away is
 * waited for. Has a thread of its own.
 */
public final class Watch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Watch.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    /** News of jobs are here at once. Heartbeats, of which each member sends one a second, can wait to come together. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final Duration CURRENT = Duration.ofSeconds(10);

    private final ClientSettings settings;
    private final LiveViews views;
    private final StatusPoller poller;
    private final BrokerPulse pulse;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "watch");
    private volatile Instant current = Instant.EPOCH;

    public Watch(ClientSettings settings, LiveViews views) {
        this.settings = settings;
        this.views = views;
        this.pulse = new BrokerPulse(settings);
        this.poller = new StatusPoller(views, Instant::now);
        thread.setDaemon(true);
    }

    /** To be called on the watch's thread after each second's news; must not block. */
    public void onTick(Runnable listener) {
        listeners.add(listener);
    }

    public void start() {
        thread.start();
    }

    /** Whether what is known is of now, and the broker would say if there were news. */
    public boolean isCurrent() {
        return pulse.answers() && Duration.between(current, Instant.now()).compareTo(CURRENT) < 0;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void follow() {
        while (!isClosing()) {
            try {
                ensureTopics();
                followTables();
            } catch (WakeupException | org.apache.kafka.common.errors.InterruptException e) {
                log.debug("watch ends");
            } catch (StopException | KafkaException e) {
                log.warn("cannot follow the cluster, tries again: {}", e.getMessage());
                pause();
            }
        }
    }

    private void ensureTopics() {
        try (TopicAdmin topics = new TopicAdmin(settings)) {
            topics.ensureSharedTopics();
        }
    }

    private void pause() {
        try {
            if (closing.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("watch ends");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void followTables() {
        try (CompactedTopic.Reader<JobRecord> jobs =
                        new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class).reader();
                CompactedTopic.Reader<Member> members =
                        new CompactedTopic<>(settings, Topics.MEMBERS, Member.class).reader()) {
            Instant start = Instant.now();
            jobs.readToEnd().values().forEach(job -> views.saw(job, start));
            members.readToEnd().values().forEach(member -> views.found(member, start));
            Instant next = start;
            while (!isClosing()) {
                takeJobs(jobs.poll(untilNext(next)), Instant.now());
                takeMembers(members.poll(Duration.ZERO), Instant.now());
                Instant now = Instant.now();
                current = now;
                if (!now.isBefore(next)) {
                    next = now.isAfter(next.plus(TICK)) ? now.plus(TICK) : next.plus(TICK);
                    tick(now);
                }
            }
        }
    }

    private static Duration untilNext(Instant tick) {
        Duration left = Duration.between(Instant.now(), tick);
        return left.isNegative() ? Duration.ZERO : left.compareTo(LOOK) < 0 ? left : LOOK;
    }

    private void takeJobs(List<Update<JobRecord>> updates, Instant now) {
        for (Update<JobRecord> update : updates) {
            JobRecord job = update.value();
            if (job != null) {
                views.saw(job, now);
            } else {
                views.removed(update.key());
            }
        }
    }

    private void takeMembers(List<Update<Member>> updates, Instant now) {
        for (Update<Member> update : updates) {
            Member member = update.value();
            if (member != null) {
                views.saw(member, now);
            } else {
                views.left(update.key(), now);
            }
        }
    }

    private void tick(Instant now) {
        pulse.ask();
        poller.askIfDue(views.addresses(), now);
        views.tick(now);
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                log.error("a listener failed", e);
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(TICK.multipliedBy(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pulse.close();
    }
}
