package winnow.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What the one broker is set to, each setting with its reason. Whatever is not named here is Kafka's default.
 *
 * @param brokerPort where clients reach it
 * @param controllerPort where it reaches itself as its own controller
 * @param data the folder of its logs
 */
record BrokerSettings(int brokerPort, int controllerPort, Path data) {
    static final String LOG_DIRS = "log.dirs";
    /** Nothing is reachable from other machines: the listeners are not protected. */
    static final String HOST = "127.0.0.1";

    Map<String, String> properties() {
        Map<String, String> settings = new LinkedHashMap<>();

        // one process is both broker and controller, and the only voter
        settings.put("node.id", "1");
        settings.put("process.roles", "broker,controller");
        settings.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put(
                "listeners", "PLAINTEXT://" + HOST + ":" + brokerPort + ",CONTROLLER://" + HOST + ":" + controllerPort);
        settings.put(LOG_DIRS, data.toString());

        // after kill -9 a broker waits until its own dead session has run out: 9 s by default. The heartbeat is a
        // quarter of that, so that a busy machine may miss three
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");

        // the open transaction of a dead instance holds back every reader: look for it often
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        // lets instances ask for short sessions, so that others take over soon
        settings.put("group.min.session.timeout.ms", "1000");
        // do not wait 3 s for more members before the first one may work
        settings.put("group.initial.rebalance.delay.ms", "0");

        // there is no second broker to replicate to
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // 50 by default: with so few groups and producers, more partitions only make start and first use slower
        settings.put("offsets.topic.num.partitions", "8");
        settings.put("transaction.state.log.num.partitions", "8");

        // a misspelt topic is an error; Winnow makes its topics with the settings that they need
        settings.put("auto.create.topics.enable", "false");
        // an ended job's topics are deleted, and their files leave the disk after 1 s instead of a minute
        settings.put("delete.topic.enable", "true");
        settings.put("log.segment.delete.delay.ms", "1000");

        // 128 MiB of the heap by default; what is compacted here has a few thousand keys
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
        return settings;
    }

    /** As a server.properties; escaped, because Kafka reads it as Latin-1. */
    String text() {
        Properties properties = new Properties();
        properties.putAll(properties());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            properties.store(bytes, "Written by winnow at each start of the broker");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
