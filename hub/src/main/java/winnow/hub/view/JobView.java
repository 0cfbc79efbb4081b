package winnow.hub.view;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import winnow.protocol.job.JobId;

/**
 * One job at one moment, with all that the page shows of it.
 *
 * @param seconds since it was made, until it ended
 * @param total rows in the input, as far as known
 * @param totalIsExact whether that is known, or reckoned from the share that was read
 * @param report {@code job.json} as it is; null until the job is done
 */
public record JobView(
        JobId id,
        JobPhase state,
        @Nullable String reason,
        Instant now,
        Instant created,
        @Nullable Instant started,
        @Nullable Instant ended,
        double seconds,
        String model,
        String input,
        @Nullable Long total,
        boolean totalIsExact,
        Counts counts,
        @Nullable Double share,
        @Nullable Double etaSeconds,
        boolean resumable,
        @Nullable Stall stall,
        Throughput throughput,
        Flow flow,
        Latency latency,
        List<LabelRows> labels,
        Rejects rejects,
        List<MemberView> members,
        List<EventView> events,
        @Nullable JsonNode report) {

    /** @param missing rows that went in and neither came out nor were rejected: 0, or something is wrong */
    public record Counts(long sent, long classified, long received, long rejected, long missing) {}

    /** @param chunk the one it waits for; null if that is not known */
    public record Stall(@Nullable Long chunk, double seconds, String sentence) {}

    /**
     * Received rows. {@code points}, oldest first: one a second of the last five minutes, or, of a job that is over, of all
     * the time that it was seen at work.
     */
    public record Throughput(double now, double min, double median, double max, List<Point> points) {}

    /** Written as {@code [second, rows]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    public record Point(long epochSecond, double rowsPerSecond) {}

    /** The way of the data. */
    public record Flow(List<Node> nodes, List<Edge> edges) {}

    /**
     * @param busy from 0 to 1
     * @param word {@code idle}, {@code light}, {@code busy}, {@code full}, {@code waiting} or {@code done}
     */
    public record Node(String id, double busy, String word, double rowsPerSecond) {}

    public record Edge(String from, String to, long lagChunks, long lagRows) {}

    /** @param instances slowest first */
    public record Latency(
            List<Double> bounds, SortedMap<String, Percentiles> stages, List<InstanceLatency> instances) {}

    public record InstanceLatency(String name, double rowsPerSecond, SortedMap<String, Percentiles> stages) {}

    public record LabelRows(String label, long rows) {}

    /** @param first at most {@link FirstRejects#SHOWN} */
    public record Rejects(long total, List<CodeRows> byCode, List<RejectRow> first) {}

    public record CodeRows(String code, long rows) {}

    /** One record of the rejects file. */
    public record RejectRow(long row, long line, String column, String code, String message, String raw) {}
}
