package winnow.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.metrics.BindAddress;
import winnow.metrics.ProgramMetrics;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Member;
import winnow.protocol.member.Role;

/** {@code winnow standby}: a process that has started already when a job needs a sender or a receiver. */
@Command(
        hidden = true,
        description = "Waits until a job needs a sender or a receiver, and is that. 'winnow up' starts these.")
final class StandbyCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() throws IOException {
        Thread warmUp = new Thread(this::warmUp, "warm-up");
        warmUp.setDaemon(true);
        warmUp.start();
        home.standbyServer(StandbyCommand::run).serve();
        return ExitCode.DONE.number();
    }

    private static int run(List<String> arguments) {
        String[] all = arguments.toArray(String[]::new);
        return Winnow.commandLine(System.getenv(), all).execute(all);
    }

    /** Goes through what both programs begin with, so that it is loaded when it is needed. */
    private void warmUp() {
        try (ProgramMetrics metrics = ProgramMetrics.start("standby", Role.RECEIVER, BindAddress.DEFAULT)) {
            for (String program : List.of("send", "receive")) {
                Winnow.commandLine(Map.of(), program).parseArgs(program, "--help");
            }
            ClientSettings settings = kafka.settings(home);
            new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class).read();
            new CompactedTopic<>(settings, Topics.MEMBERS, Member.class).read();
        } catch (StopException e) {
            // a cluster that does not answer; whoever runs a program here hears of it
        }
    }
}
