package winnow.protocol.member;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one program has done for one job since it started. For people to look at: nothing is decided by it.
 *
 * @param rowsIn rows that the program has read
 * @param rowsOut rows that it has written: sent and acknowledged, classified and passed on, or appended; rejects included
 * @param chunks that are through
 * @param rejects rejected rows by code, those of programs before this one included
 * @param labels instance: classified rows by label; empty if the model gives none, or more than 1,000 different ones
 * @param nextChunk receiver: the next to append; sender: the next to send; else 0
 * @param lagChunks receiver: frames that wait for their turn; instance: records not yet read; sender: sent and not yet
 *     acknowledged
 * @param rowsAhead receiver: rows of the frames that wait; else 0
 * @param rebalances instance: how often its threads were given other partitions, but for the first time
 * @param restarts instance: stream threads that died and were replaced
 * @param diskFreeBytes receiver: room where the results go; null elsewhere
 * @param latency by stage: queue, parse, classify and, as the sum of these three, pipeline; write
 * @param waiting what holds the program up, in one sentence; null while it goes on
 */
public record JobFigures(
        long rowsIn,
        long bytesIn,
        long rowsOut,
        long bytesOut,
        long chunks,
        SortedMap<String, Long> rejects,
        SortedMap<String, Long> labels,
        long nextChunk,
        long lagChunks,
        long rowsAhead,
        long rebalances,
        long restarts,
        @Nullable Long diskFreeBytes,
        SortedMap<String, Histogram> latency,
        List<ThreadShare> threads,
        @Nullable String waiting) {

    public JobFigures {
        rejects = new TreeMap<>(orEmpty(rejects));
        labels = new TreeMap<>(orEmpty(labels));
        latency = new TreeMap<>(orEmpty(latency));
        threads = List.copyOf(orEmpty(threads));
    }

    // a program of another version may leave out what it does not know
    private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : map;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
