package winnow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import winnow.protocol.frame.RejectCode;
import winnow.protocol.job.JobId;
import winnow.protocol.member.Role;
import winnow.protocol.member.ThreadShare;

/** What docs/METRICS.md lists is what is exposed, and the other way round. */
class MetersTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "METRICS.md");
    private static final Pattern SERIES = Pattern.compile("(winnow_\\w+?)(_bucket|_sum|_count)?\\{(.*)} .*");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"[^\"]*\"");

    /** A meter as both say it. */
    private record Listed(String type, Set<String> labels, String meaning) {}

    @Test
    void document_listsEveryMeter() throws IOException {
        assertThat(listed()).isEqualTo(exposed());
    }

    private static Map<String, Listed> listed() throws IOException {
        Map<String, Listed> listed = new TreeMap<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (line.startsWith("| `winnow_")) {
                List<String> cells =
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
                listed.put(
                        cells.get(1).replace("`", ""),
                        new Listed(
                                cells.get(2), new TreeSet<>(List.of(cells.get(3).split(", "))), cells.get(6)));
            }
        }
        return listed;
    }

    private static Map<String, Listed> exposed() {
        Map<String, String> types = new TreeMap<>();
        Map<String, String> meanings = new TreeMap<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        for (Role role : Role.values()) {
            for (String line : scrape(role)) {
                String[] words = line.split(" ", 4);
                Matcher series = SERIES.matcher(line);
                if (line.startsWith("# TYPE")) {
                    types.put(words[2], words[3]);
                } else if (line.startsWith("# HELP")) {
                    meanings.put(words[2], words[3]);
                } else if (series.matches()) {
                    Set<String> found = labels.computeIfAbsent(series.group(1), key -> new TreeSet<>());
                    LABEL.matcher(series.group(3)).results().forEach(label -> found.add(label.group(1)));
                    found.remove("le");
                }
            }
        }
        Map<String, Listed> exposed = new TreeMap<>();
        labels.forEach((name, found) ->
                exposed.put(name, new Listed(types.getOrDefault(name, ""), found, meanings.getOrDefault(name, ""))));
        return exposed;
    }

    /** Of a program in which everything has happened. */
    private static List<String> scrape(Role role) {
        JobId job = new JobId("20261123-092410-123k7");
        try (ProgramMetrics metrics =
                ProgramMetrics.start(role.name().toLowerCase(Locale.ROOT), role, BindAddress.DEFAULT)) {
            JobMeter meter = metrics.job(job);
            meter.rejected(ProgramMetricsTest.rejects(RejectCode.RAGGED));
            meter.classified("hot", 1);
            meter.took(Stage.CLASSIFY, 1);
            meter.threads(() -> List.of(new ThreadShare("t", 1, 0, 0)));
            meter.diskFreeBytes(() -> 1);
            try (PrometheusPage page = new PrometheusPage(new WinnowMeters(metrics::status, () -> true))) {
                return page.scrape().lines().toList();
            }
        }
    }
}
