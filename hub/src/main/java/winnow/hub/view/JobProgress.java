package winnow.cli.run;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobSpec;
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
    private final Map<Source, Progress> latest = new TreeMap<>();
    private Optional<String> trouble = Optional.empty();

    /** One life of one member; one that is started again counts from 0. */
    private record Source(Role role, String name, Instant started) implements Comparable<Source> {
        @Override
        public int compareTo(Source other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : started.compareTo(other.started);
        }
    }

    public JobProgress(JobId job, JobSpec spec) {
        this.job = job;
        this.knownRows = spec.input() instanceof JobInput.Generated generated
                ? OptionalLong.of(generated.rows())
                : OptionalLong.empty();
    }

    public void saw(Member member) {
        Progress progress = member.jobs().get(job);
        if (progress != null) {
            latest.put(new Source(member.role(), member.name(), member.started()), progress);
        }
    }

    /** What is wrong around the job, beside what its members say. */
    void note(Optional<String> now) {
        trouble = now;
    }

    /** What holds the job up, in one sentence; empty while it goes on. */
    public Optional<String> waiting() {
        return trouble.or(() -> latest.entrySet().stream()
                .filter(entry -> entry.getKey().role() == Role.RECEIVER)
                .max(Comparator.comparing(entry -> entry.getKey().started()))
                .map(entry -> entry.getValue().waiting()));
    }

    /** A sender that has ended no longer says so; to who looks only now, it is no less than what was seen further on. */
    public long sent() {
        boolean seen = latest.keySet().stream().anyMatch(source -> source.role() == Role.SENDER);
        return seen
                ? rows(Role.SENDER)
                : Math.min(knownRows.orElse(Long.MAX_VALUE), Math.max(rows(Role.INSTANCE), received()));
    }

    /** Of an instance that has died nothing is heard; but what has been received was classified. */
    public long classified() {
        return Math.max(received(), Math.min(sent(), rows(Role.INSTANCE)));
    }

    public long received() {
        return rows(Role.RECEIVER);
    }

    public long rejected() {
        return latest.entrySet().stream()
                .filter(entry -> entry.getKey().role() == Role.RECEIVER)
                .mapToLong(entry -> entry.getValue().rejected())
                .max()
                .orElse(0);
    }

    /** Rows in the input: known for generated rows, else reckoned from the share of it that was read; 0 if unknown. */
    public long total() {
        double share = latest.entrySet().stream()
                .filter(entry -> entry.getKey().role() == Role.SENDER)
                .mapToDouble(entry -> entry.getValue().share())
                .max()
                .orElse(0);
        return knownRows.orElseGet(() -> share == 0 ? 0 : Math.round(sent() / share));
    }

    private long rows(Role role) {
        var rows = latest.entrySet().stream()
                .filter(entry -> entry.getKey().role() == role)
                .mapToLong(entry -> entry.getValue().rows());
        // instances share the rows; a sender or a receiver that is started again is at it for the whole job
        return role == Role.INSTANCE ? rows.sum() : rows.max().orElse(0);
    }
}
