package winnow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The broker's process: Kafka's own broker, which formats its folder on first use. Formatting here and not by Kafka's
 * tool in a process of its own saves the second start of a JVM.
 */
public final class Broker {
    private Broker() {}

    /**
     * @param arguments the broker's folder, with a server.properties as {@link BrokerSettings} writes it, and the id of
     *     the Kafka cluster that it is to belong to if it has no data yet
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("the broker takes two arguments: its folder and a cluster id");
        }
        BrokerFolder folder = new BrokerFolder(Path.of(arguments[0]));
        formatOnFirstUse(folder, arguments[1]);
        run(folder);
    }

    /**
     * Runs a broker in this process, on free ports, until the process ends.
     *
     * @param path for its settings and data
     * @return where clients reach it, though not at once
     */
    public static String startHere(Path path) throws IOException {
        int[] ports = FreePorts.find(2);
        BrokerLayout layout = new BrokerLayout(1, ports[0], ports[1]);
        BrokerFolder folder = new BrokerFolder(path);
        BrokerSettings settings = new BrokerSettings(layout, layout.nodes().get(0), folder.data());
        Files.createDirectories(path);
        Files.writeString(folder.settings(), settings.text());
        formatOnFirstUse(folder, BrokerFolder.newClusterId());
        Thread broker = new Thread(() -> run(folder), "broker");
        broker.setDaemon(true);
        broker.start();
        return layout.bootstrap();
    }

    private static void run(BrokerFolder folder) {
        Kafka.main(new String[] {folder.settings().toString()});
    }

    private static void formatOnFirstUse(BrokerFolder folder, String clusterId) throws IOException {
        if (folder.clusterId().isPresent()) {
            return;
        }
        String settings = folder.settings().toString();
        int exit = StorageTool.execute(
                new String[] {"format", "--cluster-id", clusterId, "--config", settings}, System.out);
        if (exit != 0) {
            throw new IOException("cannot format " + folder.data() + ": see the lines above");
        }
    }
}
