package winnow.cli;

import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;
import winnow.receiver.output.Versions;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        Versions versions = Versions.with(AppInfoParser.getVersion());
        return new String[] {"winnow " + versions.winnow(), "Kafka " + versions.kafka(), "Java " + Runtime.version()};
    }
}
