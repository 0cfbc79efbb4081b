package winnow.receiver.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the labels compare with a column that has the right ones. Texts are compared as they are, without blanks around
 * them.
 *
 * @param column that has the right labels
 * @param rows classified rows whose right label is known
 * @param correct of these
 * @param unlabelled classified rows where the column is empty; they count nowhere else
 * @param accuracy {@code correct / rows}, 0 without rows
 * @param classes by name, those of the column and those of the labels; empty if there are too many of them
 * @param confusion by right label and label; empty if there are too many
 */
public record Evaluation(
        String column,
        long rows,
        long correct,
        long unlabelled,
        double accuracy,
        List<ClassFigures> classes,
        SortedMap<String, SortedMap<String, Long>> confusion) {

    /**
     * @param rows that are of the class
     * @param labelled rows that were given it
     * @param precision share of the labelled rows that are of it; 0 if there are none
     * @param recall share of its rows that were labelled so; 0 if there are none
     * @param f1 their harmonic mean; 0 if both are
     */
    public record ClassFigures(String name, long rows, long labelled, double precision, double recall, double f1) {
        private static ClassFigures of(String name, long rows, long labelled, long hits) {
            double precision = share(hits, labelled);
            double recall = share(hits, rows);
            double sum = precision + recall;
            return new ClassFigures(
                    name, rows, labelled, precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum);
        }
    }

    /** @param confusion by right label and label; empty if there were too many of them */
    static Evaluation of(
            String column,
            long rows,
            long correct,
            long unlabelled,
            SortedMap<String, SortedMap<String, Long>> confusion) {
        SortedSet<String> names = new TreeSet<>(confusion.keySet());
        confusion.values().forEach(labels -> names.addAll(labels.keySet()));
        List<ClassFigures> classes = new ArrayList<>();
        for (String name : names) {
            Map<String, Long> ofClass = confusion.getOrDefault(name, new TreeMap<>());
            long hits = ofClass.getOrDefault(name, 0L);
            long ownRows = ofClass.values().stream().mapToLong(Long::longValue).sum();
            long labelled = confusion.values().stream()
                    .mapToLong(labels -> labels.getOrDefault(name, 0L))
                    .sum();
            classes.add(ClassFigures.of(name, ownRows, labelled, hits));
        }
        return new Evaluation(column, rows, correct, unlabelled, share(correct, rows), List.copyOf(classes), confusion);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
