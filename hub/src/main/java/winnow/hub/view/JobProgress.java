package winnow.hub.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.member.Member;
import winnow.protocol.member.Progress;
import winnow.protocol.member.Role;

/**
 * How far a job is, summed up from what its members say. Only to be looked at: an instance that is killed takes with it
 * what it did not get to say, and what it did again is said twice. One thread.
 */
public final class JobProgress {
    private final JobId job;
    private final OptionalLong knownRows;
    private final Map<Life, Progress> latest = new HashMap<>();
    private Optional<String> trouble = Optional.empty();

    /** One life of one member; one that is started again counts from 0. */
    private record Life(Role role, String name, Instant started) {}

    public JobProgress(JobId job, JobInput input) {
        this.job = job;
        this.knownRows = input instanceof JobInput.Generated generated
                ? OptionalLong.of(generated.rows())
                : OptionalLong.empty();
    }

    public void saw(Member member) {
        Progress said = member.jobs().get(job);
        if (said != null) {
            // two ways lead here, and one may be late
            latest.merge(
                    new Life(member.role(), member.name(), member.started()),
                    said,
                    (before, now) -> now.rows() >= before.rows() ? now : before);
        }
    }

    /** What is wrong around the job, beside what its members say. */
    public void note(Optional<String> now) {
        trouble = now;
    }

    /** What holds the job up, in one sentence; empty while it goes on. */
    public Optional<String> waiting() {
        return trouble.or(() -> receiver().map(Progress::waiting));
    }

    /** A sender that has ended no longer says so; to who looks only now, it is no less than what was seen further on. */
    public long sent() {
        boolean seen = latest.keySet().stream().anyMatch(life -> life.role() == Role.SENDER);
        return seen
                ? most(Role.SENDER, Progress::rows)
                : Math.min(knownRows.orElse(Long.MAX_VALUE), Math.max(classifiedByInstances(), received()));
    }

    /** Of an instance that has died nothing is heard; but what has been received was classified. */
    public long classified() {
        return Math.max(received(), Math.min(sent(), classifiedByInstances()));
    }

    /** Instances share the rows; a sender or a receiver that is started again is at it for the whole job. */
    private long classifiedByInstances() {
        return of(Role.INSTANCE).mapToLong(Progress::rows).sum();
    }

    public long received() {
        return most(Role.RECEIVER, Progress::rows);
    }

    public long rejected() {
        return most(Role.RECEIVER, Progress::rejected);
    }

    /** See {@link Progress#missing}. */
    long missing() {
        return receiver().map(Progress::missing).orElse(0L);
    }

    /** Rows in the input: known for generated rows, else reckoned from the share of it that was read; null if unknown. */
    public @Nullable Long total() {
        if (knownRows.isPresent()) {
            return knownRows.getAsLong();
        }
        double share = shareRead();
        return share == 0 ? null : Math.round(sent() / share);
    }

    boolean totalIsExact() {
        return knownRows.isPresent() || shareRead() >= 1;
    }

    /** How much of the input was read, from 0 to 1. */
    double shareRead() {
        return of(Role.SENDER).mapToDouble(Progress::share).max().orElse(0);
    }

    private Stream<Progress> of(Role role) {
        return latest.entrySet().stream()
                .filter(entry -> entry.getKey().role() == role)
                .map(Map.Entry::getValue);
    }

    private long most(Role role, ToLongFunction<Progress> figure) {
        return of(role).mapToLong(figure).max().orElse(0);
    }

    /** What the newest one says. */
    private Optional<Progress> receiver() {
        return latest.entrySet().stream()
                .filter(entry -> entry.getKey().role() == Role.RECEIVER)
                .max(Comparator.comparing(entry -> entry.getKey().started()))
                .map(Map.Entry::getValue);
    }
}
