package winnow.hub.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.hub.view.JobView.CodeRows;
import winnow.hub.view.JobView.LabelRows;
import winnow.hub.view.JobView.Rejects;
import winnow.protocol.member.JobFigures;

/** What is counted by label, and by code of reject. Pure. */
final class Tables {
    private Tables() {}

    /** The report's counts if there is one: they are those of the results, whatever instances have died. */
    static List<LabelRows> labels(Collection<Contribution> parts, @Nullable JsonNode report) {
        Map<String, Long> rows = new TreeMap<>();
        if (report != null && report.path("labels").isObject()) {
            report.path("labels")
                    .properties()
                    .forEach(label -> rows.put(label.getKey(), label.getValue().asLong()));
        } else {
            for (Contribution part : parts) {
                part.figures()
                        .map(JobFigures::labels)
                        .ifPresent(labels -> labels.forEach((label, count) -> rows.merge(label, count, Long::sum)));
            }
        }
        return rows.entrySet().stream()
                .map(entry -> new LabelRows(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(LabelRows::rows).reversed().thenComparing(LabelRows::label))
                .toList();
    }

    /**
     * @param file what the beginning of the file says: of a job that was not seen to run there is nothing else, and a
     *     receiver that was started again may not know what was before
     */
    static Rejects rejects(Optional<Contribution> receiver, long total, FirstRejects file) {
        Map<String, Long> live = receiver.flatMap(Contribution::figures)
                .<Map<String, Long>>map(JobFigures::rejects)
                .orElse(Map.of());
        Map<String, Long> byCode = sum(live) < sum(file.byCode()) ? file.byCode() : live;
        return new Rejects(
                total,
                byCode.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> new CodeRows(entry.getKey(), entry.getValue()))
                        .sorted(Comparator.comparingLong(CodeRows::rows)
                                .reversed()
                                .thenComparing(CodeRows::code))
                        .toList(),
                file.first());
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
