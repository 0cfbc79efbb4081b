package winnow.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.cli.option.OutputOption;
import winnow.cli.status.ClusterStatus;
import winnow.cli.status.JobStatus;
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
    @Spec
    private CommandSpec spec;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() {
        ClientSettings settings = kafka.settings(home);
        Collection<Member> members = new CompactedTopic<>(settings, Topics.MEMBERS, Member.class)
                .read()
                .values();
        Collection<JobRecord> jobs = new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class)
                .read()
                .values();
        Optional<ClusterView> local =
                kafka.namesBroker() ? Optional.empty() : home.cluster().view();

        ClusterStatus status = ClusterStatus.of(settings.bootstrap(), local, members, Instant.now());
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

    /** The whole answer as JSON. */
    private record Status(ClusterStatus cluster, List<JobStatus> jobs) {}
}
