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
public final class Broker {
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

    /**
     * Runs a broker in this process, on free ports, until the process ends.
     *
     * @param folder for its settings and data
     * @return where clients reach it, though not at once
     */
    public static String startHere(Path folder) throws IOException {
        int port = Port.anyFree();
        BrokerSettings settings = new BrokerSettings(port, Port.anyFree(), folder.resolve("data"));
        Path file = Files.writeString(Files.createDirectories(folder).resolve("server.properties"), settings.text());
        formatOnFirstUse(file);
        Thread broker = new Thread(() -> Kafka.main(new String[] {file.toString()}), "broker");
        broker.setDaemon(true);
        broker.start();
        return BrokerSettings.HOST + ":" + port;
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
