package winnow.bench;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.ListStatistics;

/**
 * {@code make bench-models}: both benchmarks in one session, in turns, and how they compare. A shared machine is now fast,
 * now slow; what is measured one right after the other has the same machine.
 */
final class Bench {
    private static final int ROUNDS = 5;

    private Bench() {}

    /** @param arguments names of kinds, or {@code all} */
    public static void main(String[] arguments) throws RunnerException {
        Map<String, ListStatistics> rows = new TreeMap<>();
        Map<String, ListStatistics> bare = new TreeMap<>();
        Map<String, ListStatistics> shares = new TreeMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            System.out.printf(Locale.ROOT, "round %d of %d%n", round, ROUNDS);
            Map<String, Double> rates = run(ModelBenchmark.class, arguments);
            Map<String, Double> bareRates = run(RuntimeBenchmark.class, arguments);
            rates.forEach((kind, rate) -> add(rows, kind, rate));
            bareRates.forEach((kind, rate) -> {
                add(bare, kind, rate);
                add(shares, kind, 100 * rates.getOrDefault(kind, Double.NaN) / rate);
            });
        }
        System.out.printf(
                Locale.ROOT,
                "%nchunks of %d rows, one core, medians of %d rounds%n%-10s %14s %18s %22s%n",
                ModelBenchmark.ROWS,
                ROUNDS,
                "model",
                "rows/s",
                "runtime alone",
                "share (from, to)");
        rows.forEach((kind, rates) -> System.out.printf(
                Locale.ROOT,
                "%-10s %,14.0f %18s %22s%n",
                kind.toLowerCase(Locale.ROOT),
                rates.getPercentile(50),
                bare.containsKey(kind)
                        ? String.format(Locale.ROOT, "%,.0f", bare.get(kind).getPercentile(50))
                        : "",
                shares.containsKey(kind) ? share(shares.get(kind)) : ""));
    }

    private static void add(Map<String, ListStatistics> figures, String kind, double figure) {
        figures.computeIfAbsent(kind, key -> new ListStatistics()).addValue(figure);
    }

    private static String share(ListStatistics percents) {
        return String.format(
                Locale.ROOT, "%.0f %% (%.0f, %.0f)", percents.getPercentile(50), percents.getMin(), percents.getMax());
    }

    /** @return median rates by kind */
    private static Map<String, Double> run(Class<?> benchmark, String[] kinds) throws RunnerException {
        ChainedOptionsBuilder options =
                new OptionsBuilder().include(benchmark.getName()).verbosity(VerboseMode.SILENT);
        if (kinds.length > 0 && !kinds[0].equals("all")) {
            options = options.param("kind", kinds);
        }
        Map<String, Double> rates = new TreeMap<>();
        for (RunResult result : new Runner(options.build()).run()) {
            rates.put(
                    result.getParams().getParam("kind"),
                    result.getPrimaryResult().getStatistics().getPercentile(50));
        }
        return rates;
    }
}
