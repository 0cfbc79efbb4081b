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
 * What a broker is set to, each setting with its reason. Whatever is not named here is Kafka's default.
 *
 * @param layout of all brokers
 * @param node this one of them
 * @param data the folder of its logs
 */
record BrokerSettings(BrokerLayout layout, BrokerNode node, Path data) {
    static final String VOTERS = "controller.quorum.voters";
    /** Nothing is reachable from other machines: the listeners are not protected. */
    static final String HOST = "127.0.0.1";

    private static final int REPLICAS = 3;

    Map<String, String> properties() {
        Map<String, String> settings = new LinkedHashMap<>();

        // each process is both broker and controller, and a voter
        settings.put("node.id", Integer.toString(node.number()));
        settings.put("process.roles", "broker,controller");
        settings.put(VOTERS, layout.voters());
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put(
                "listeners", "PLAINTEXT://" + node.address() + ",CONTROLLER://" + HOST + ":" + node.controllerPort());
        settings.put("log.dirs", data.toString());

        // after kill -9 a broker waits until its own dead session has run out: 9 s by default. If it is the only one,
        // everyone waits with it, and to be thought dead for a moment harms nobody, as no other takes over. The
        // heartbeat, which is also how often it asks to be let in again, is a quarter of that: a busy machine may miss
        // three
        settings.put("broker.session.timeout.ms", alone() ? "1000" : "2000");
        settings.put("broker.heartbeat.interval.ms", alone() ? "250" : "500");

        // the open transaction of a dead instance holds back every reader: look for it often
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        // lets instances ask for short sessions, so that others take over soon
        settings.put("group.min.session.timeout.ms", "1000");
        // do not wait 3 s for more members before the first one may work
        settings.put("group.initial.rebalance.delay.ms", "0");

        // every topic on three brokers, and written when two have it: any one of them may die. One broker has no second
        // to replicate to. Topics name no number of their own, so this holds for all of them
        String replicas = Integer.toString(Math.min(layout.count(), REPLICAS));
        String inSync = alone() ? "1" : "2";
        settings.put("default.replication.factor", replicas);
        settings.put("min.insync.replicas", inSync);
        settings.put("offsets.topic.replication.factor", replicas);
        settings.put("transaction.state.log.replication.factor", replicas);
        settings.put("transaction.state.log.min.isr", inSync);
        settings.put("share.coordinator.state.topic.replication.factor", replicas);
        settings.put("share.coordinator.state.topic.min.isr", inSync);
        // 50 by default: with so few groups and producers, more partitions only make start and first use slower
        settings.put("offsets.topic.num.partitions", "8");
        settings.put("transaction.state.log.num.partitions", "8");

        // a misspelt topic is an error; Winnow makes its topics with the settings that they need
        settings.put("auto.create.topics.enable", "false");
        // an ended job's topics are deleted, and their files leave the disk after 1 s instead of a minute
        settings.put("delete.topic.enable", "true");
        settings.put("log.segment.delete.delay.ms", "1000");
        // a job's receiver deletes what it has made safe, and segments that have nothing else are looked for so often:
        // by default every 5 minutes and not before 30 s after the start, in which a job can fill a disk
        settings.put("log.retention.check.interval.ms", "1000");
        settings.put("log.initial.task.delay.ms", "1000");

        // sized by the operating system, as the clients' are: 100 KiB by default
        settings.put("socket.send.buffer.bytes", "-1");
        settings.put("socket.receive.buffer.bytes", "-1");

        // 128 MiB of the heap by default; what is compacted here has a few thousand keys
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
        return settings;
    }

    private boolean alone() {
        return layout.count() == 1;
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
