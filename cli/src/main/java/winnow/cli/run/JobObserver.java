package winnow.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import winnow.hub.folder.JobFolders;
import winnow.hub.report.ReportPage;
import winnow.hub.view.LiveViews;
import winnow.hub.watch.StatusPoller;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.member.Member;
import winnow.receiver.output.ResultsArchive;

/**
 * Sees a job as the hub does, and leaves what it saw as {@code report.html}: also where no hub runs, or one that was not
 * there from the start. One thread.
 */
public final class JobObserver {
    private static final Duration TICK = Duration.ofSeconds(1);
    /** Who is busy answers later than that, and its last answer is a few seconds old at most. */
    private static final Duration LAST_ANSWERS = Duration.ofMillis(500);

    private final JobId id;
    private final Path folder;
    private final LiveViews views;
    private @Nullable StatusPoller poller;
    private Instant next = Instant.MIN;

    /** @param folder the job's own */
    public JobObserver(JobId id, Path folder) {
        this.id = id;
        this.folder = folder;
        this.views = new LiveViews(new JobFolders(folder.resolveSibling("")), Instant::now);
    }

    public void saw(JobRecord job, Instant now) {
        views.saw(job, now);
    }

    void saw(CompactedTopic.Update<Member> update, Instant now) {
        Member member = update.value();
        if (member != null) {
            views.saw(member, now);
        } else {
            views.left(update.key(), now);
        }
    }

    /** To be called often. */
    public void look(Instant now) {
        if (now.isBefore(next)) {
            return;
        }
        boolean first = next.equals(Instant.MIN);
        next = now.plus(TICK);
        if (!first) { // a client takes time to make, and nobody has anything to say yet
            poller().askIfDue(views.addresses(), now);
        }
        views.tick(now);
    }

    private StatusPoller poller() {
        StatusPoller made = poller;
        if (made == null) {
            made = new StatusPoller(views, Instant::now);
            poller = made;
        }
        return made;
    }

    /**
     * Writes the report as a whole or not at all, in the place of an earlier one.
     *
     * @return what went wrong, in one sentence; empty if it is written
     */
    public Optional<String> writeReport(JobRecord ended) {
        askOnceMore();
        Instant now = Instant.now();
        views.tick(now);
        views.saw(ended, now);
        Path file = folder.resolve(ResultsArchive.REPORT_NAME);
        Path part = folder.resolve(ResultsArchive.REPORT_NAME + ".part");
        try {
            Files.write(part, ReportPage.of(views.job(id).orElseThrow()));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot write " + file + ": " + e.getMessage()
                    + "; the job's other files are as they should be, 'winnow resume " + id + "' writes it");
        }
    }

    private void askOnceMore() {
        Map<String, String> addresses = views.addresses();
        if (addresses.isEmpty()) {
            return;
        }
        try {
            poller().ask(addresses).get(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return; // the report has what was said before
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
