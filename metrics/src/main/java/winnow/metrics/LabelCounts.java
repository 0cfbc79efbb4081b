package winnow.metrics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Rows by label. What has more than so many different ones is no label, and is not counted any longer. Any thread. */
final class LabelCounts {
    static final int MOST_LABELS = 1000;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private volatile boolean tooMany;

    void add(String label, long rows) {
        if (tooMany) {
            return;
        }
        counts.computeIfAbsent(label, key -> new LongAdder()).add(rows);
        if (counts.size() > MOST_LABELS) {
            tooMany = true;
            counts.clear();
        }
    }

    boolean tooMany() {
        return tooMany;
    }

    SortedMap<String, Long> read() {
        SortedMap<String, Long> read = new TreeMap<>();
        if (!tooMany) {
            counts.forEach((label, rows) -> read.put(label, rows.sum()));
        }
        return read;
    }
}
