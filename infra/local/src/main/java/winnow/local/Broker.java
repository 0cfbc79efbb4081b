package winnow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Utils;

/**
 * The broker's process: Kafka's own broker, which formats its folder on first use. Formatting here and not by Kafka's
 * tool in a process of its own saves the second start of a JVM.
 */
final class Broker {
    private Broker() {}

    /** @param arguments the path of a server.properties as {@link BrokerSettings} writes it */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("the broker takes one argument, the path of its server.properties");
        }
        Path settings = Path.of(arguments[0]);
        formatOnFirstUse(settings);
        Kafka.main(new String[] {settings.toString()});
    }

    private static void formatOnFirstUse(Path settings) throws IOException {
        String data = Utils.loadProps(settings.toString()).getProperty(BrokerSettings.LOG_DIRS);
        // written last by the formatter: without it a folder was never formatted to the end
        Path formatted = Path.of(data, "meta.properties");
        if (Files.exists(formatted)) {
            return;
        }
        String clusterId = Uuid.randomUuid().toString();
        int exit = StorageTool.execute(
                new String[] {"format", "--cluster-id", clusterId, "--config", settings.toString()}, System.out);
        if (exit != 0) {
            throw new IOException("cannot format " + formatted.getParent() + ": see the lines above");
        }
    }
}
