package winnow.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.cli.option.OutputOption;
import winnow.cli.status.ClusterStatus;
import winnow.cli.status.JobStatus;
import winnow.cli.status.LiveStatus;
import winnow.local.ClusterView;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.Json;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Member;

/** {@code winnow status}. */
@Command(description = "Shows the cluster, who is ready, and every job with its state and progress.")
final class StatusCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int PLAIN_LOOKS = 10;
    private static final String CLEAR_SCREEN = "\u001b[2J";
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE_END = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    @Spec
    private CommandSpec spec;

    @Option(names = "--watch", description = "shows it again and again, with the speed of each job, until Ctrl-C")
    private boolean watch;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() {
        ClientSettings settings = kafka.settings(home);
        if (watch) {
            return watch(settings);
        }
        Collection<Member> members = new CompactedTopic<>(settings, Topics.MEMBERS, Member.class)
                .read()
                .values();
        Collection<JobRecord> jobs = new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class)
                .read()
                .values();
        ClusterStatus status = ClusterStatus.of(settings.bootstrap(), local(), members, Instant.now());
        List<JobStatus> jobStatus =
                jobs.stream().map(job -> JobStatus.of(job, members)).toList();
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                output.json()
                        ? Json.writePretty(new Status(status, jobStatus))
                        : status.text() + JobStatus.text(jobStatus));
        out.flush();
        return ExitCode.DONE.number();
    }

    private Optional<ClusterView> local() {
        return kafka.namesBroker() ? Optional.empty() : home.cluster().view();
    }

    /** On a terminal it is drawn over itself; elsewhere one picture follows the other, so that a log stays readable. */
    private int watch(ClientSettings settings) {
        boolean terminal = Boolean.getBoolean("winnow.terminal");
        PrintWriter out = spec.commandLine().getOut();
        AtomicBoolean stopped = new AtomicBoolean();
        try (LiveStatus live = new LiveStatus(settings, this::local);
                Termination termination = Termination.stops(() -> stopped.set(true))) {
            out.print(terminal ? CLEAR_SCREEN : "");
            for (long look = 0; !stopped.get(); look++) {
                String text = live.text(Instant.now());
                if (terminal) {
                    out.print(HOME + text.replace("\n", CLEAR_LINE_END + "\n") + CLEAR_BELOW);
                } else if (look % PLAIN_LOOKS == 0) {
                    out.println(text);
                }
                out.flush();
                live.look(LOOK);
            }
            return termination.endWith(ExitCode.INTERRUPTED.number());
        }
    }

    /** The whole answer as JSON. */
    private record Status(ClusterStatus cluster, List<JobStatus> jobs) {}
}
