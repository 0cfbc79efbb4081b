package winnow.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import winnow.cli.access.BrokerAcls;
import winnow.cli.access.Grants;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.protocol.ExitCode;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.TopicAdmin;

/** {@code winnow acl}: who may do what. */
@Command(
        description = "Says who may do what in Kafka, and has the broker keep to it.",
        synopsisSubcommandLabel = "COMMAND")
final class AclCommand {
    @Spec
    private CommandSpec spec;

    @Command(name = "show", description = "Lists what each role is given; all else is denied.")
    int show() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(Grants.text());
        out.flush();
        return ExitCode.DONE.number();
    }

    @Command(
            name = "apply",
            description = {
                "Gives each role in Kafka what 'show' lists, takes away what it had beside that, and makes the topics that all"
                        + " jobs share. To do so again changes nothing.",
                "Needs a super user of the brokers, such as one of themselves: --kafka-config with a broker's certificate."
            })
    int apply(@Mixin HomeOption home, @Mixin KafkaOptions kafka) {
        ClientSettings settings = kafka.settings(home);
        BrokerAcls.Change change;
        try (BrokerAcls acls = new BrokerAcls(settings);
                TopicAdmin topics = new TopicAdmin(settings)) {
            change = acls.apply(Grants.ALL);
            // else somebody who may make them has to come first
            topics.ensureSharedTopics();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("rights: " + change.added() + " added, " + change.removed() + " taken away");
        out.flush();
        return ExitCode.DONE.number();
    }
}
