package winnow.hub.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.hub.desk.JobDesk;
import winnow.hub.view.JobLine;
import winnow.hub.view.JobPhase;
import winnow.protocol.StopException;
import winnow.protocol.job.JobId;

/**
 * Starts waiting jobs in the order in which they were made, while fewer than so many run. What waits and what runs is in
 * the jobs' own records: a hub that is started again needs to remember nothing. One thread, but for what the executor does.
 */
public final class JobQueue {
    private static final Logger log = LoggerFactory.getLogger(JobQueue.class);

    /** A job at work that nobody sees to was left by a program that died: it must not hold up the others for ever. */
    static final Duration UNSEEN = Duration.ofSeconds(30);
    /** What could not be started, for example as the disk is full, is tried again. */
    static final Duration AGAIN = Duration.ofSeconds(10);

    private final Supplier<List<JobLine>> jobs;
    private final Predicate<JobId> isSeenTo;
    private final JobDesk desk;
    private final int maxRunning;
    private final Executor executor;
    private final Map<JobId, Instant> atWorkSince = new TreeMap<>();
    private final Map<JobId, Instant> notBefore = new ConcurrentHashMap<>();

    /** @param isSeenTo whether a program of that job is there */
    public JobQueue(
            Supplier<List<JobLine>> jobs, Predicate<JobId> isSeenTo, JobDesk desk, int maxRunning, Executor executor) {
        this.jobs = jobs;
        this.isSeenTo = isSeenTo;
        this.desk = desk;
        this.maxRunning = maxRunning;
        this.executor = executor;
    }

    public void tick(Instant now) {
        List<JobLine> all = jobs.get();
        List<JobId> atWork = all.stream()
                .filter(job -> job.state().atWork())
                .map(JobLine::id)
                .toList();
        atWorkSince.keySet().retainAll(atWork);
        atWork.forEach(id -> atWorkSince.putIfAbsent(id, now));
        List<JobId> waiting = all.stream()
                .filter(job -> job.state() == JobPhase.QUEUED)
                .map(JobLine::id)
                .sorted(Comparator.naturalOrder())
                .toList();
        notBefore.keySet().retainAll(waiting);
        long free = maxRunning
                - atWork.stream().filter(id -> isRunning(id, now)).count()
                - waiting.stream().filter(id -> isStarting(id, now)).count();
        waiting.stream()
                .filter(id -> !isStarting(id, now))
                .limit(Math.max(0, free))
                .forEach(this::start);
    }

    private boolean isRunning(JobId id, Instant now) {
        Instant since = atWorkSince.getOrDefault(id, now);
        return isSeenTo.test(id) || Duration.between(since, now).compareTo(UNSEEN) < 0;
    }

    private boolean isStarting(JobId id, Instant now) {
        return now.isBefore(notBefore.getOrDefault(id, Instant.MIN));
    }

    private void start(JobId id) {
        notBefore.put(id, Instant.MAX);
        executor.execute(() -> {
            try {
                desk.start(id);
                log.info("job={} goes to work", id);
            } catch (StopException e) {
                log.warn("job={} cannot go to work, is tried again: {}", id, e.getMessage());
            } finally {
                notBefore.put(id, Instant.now().plus(AGAIN)); // by then its record says that it is at work
            }
        });
    }
}
