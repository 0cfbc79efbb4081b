package winnow.classifier.jobs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import winnow.protocol.member.ThreadShare;

/** What Kafka Streams itself measures of a job's threads. Any thread. */
final class StreamsFigures {
    private static final String THREADS = "stream-thread-metrics";
    private static final String FETCHER = "consumer-fetch-manager-metrics";

    private final KafkaStreams streams;
    private final String topic;

    /** @param topic that the job reads */
    StreamsFigures(KafkaStreams streams, String topic) {
        this.streams = streams;
        this.topic = topic;
    }

    /** What its threads spend their time with, by name, over the last half minute. */
    List<ThreadShare> threads() {
        Map<String, ThreadShare> shares = new TreeMap<>();
        streams.metrics().forEach((name, metric) -> {
            String thread = name.tags().get("thread-id");
            if (name.group().equals(THREADS) && thread != null) {
                switch (name.name()) {
                    case "process-ratio" -> add(shares, new ThreadShare(shortened(thread), ratio(metric), 0, 0));
                    case "poll-ratio" -> add(shares, new ThreadShare(shortened(thread), 0, ratio(metric), 0));
                    case "commit-ratio" -> add(shares, new ThreadShare(shortened(thread), 0, 0, ratio(metric)));
                    default -> {}
                }
            }
        });
        return List.copyOf(shares.values());
    }

    /** Threads are named by the application, the process and a number: the number is what differs. */
    private static String shortened(String thread) {
        int at = thread.lastIndexOf("StreamThread-");
        return at < 0 ? thread : thread.substring(at);
    }

    private static void add(Map<String, ThreadShare> shares, ThreadShare share) {
        shares.merge(
                share.name(),
                share,
                (one, other) -> new ThreadShare(
                        one.name(),
                        one.process() + other.process(),
                        one.poll() + other.poll(),
                        one.commit() + other.commit()));
    }

    private static double ratio(Metric metric) {
        return Math.min(1, Math.max(0, number(metric)));
    }

    /**
     * Records of the job that are in this instance's partitions and were not read. Consumers tell it under the topic's name,
     * and a second time with underscores for its dots.
     */
    long lag() {
        double lag = 0;
        for (Map.Entry<MetricName, ? extends Metric> entry : streams.metrics().entrySet()) {
            MetricName name = entry.getKey();
            if (name.group().equals(FETCHER)
                    && name.name().equals("records-lag")
                    && topic.equals(name.tags().get("topic"))
                    && name.tags().containsKey("partition")) {
                lag += number(entry.getValue());
            }
        }
        return Math.max(0, Math.round(lag));
    }

    private static double number(Metric metric) {
        return metric.metricValue() instanceof Double value && !value.isNaN() && !value.isInfinite() ? value : 0;
    }
}
