package winnow.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@code make bench-models}: both benchmarks in one session, and how they compare. */
final class Bench {
    private Bench() {}

    /** @param arguments names of kinds, or {@code all} */
    public static void main(String[] arguments) throws RunnerException {
        Map<String, Double> rows = run(ModelBenchmark.class, arguments);
        Map<String, Double> bare = run(RuntimeBenchmark.class, arguments);
        System.out.printf(
                Locale.ROOT,
                "%nchunks of %d rows, one core, median of 5%n%-10s %14s %18s %8s%n",
                ModelBenchmark.ROWS,
                "model",
                "rows/s",
                "runtime alone",
                "share");
        rows.forEach((kind, rate) -> System.out.printf(
                Locale.ROOT,
                "%-10s %,14.0f %18s %8s%n",
                kind.toLowerCase(Locale.ROOT),
                rate,
                bare.containsKey(kind) ? String.format(Locale.ROOT, "%,.0f", bare.get(kind)) : "",
                bare.containsKey(kind) ? String.format(Locale.ROOT, "%.0f %%", 100 * rate / bare.get(kind)) : ""));
    }

    /** @return median rates by kind */
    private static Map<String, Double> run(Class<?> benchmark, String[] kinds) throws RunnerException {
        ChainedOptionsBuilder options =
                new OptionsBuilder().include(benchmark.getName()).verbosity(VerboseMode.NORMAL);
        if (kinds.length > 0 && !kinds[0].equals("all")) {
            options = options.param("kind", kinds);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        Map<String, Double> rates = new TreeMap<>();
        for (RunResult result : results) {
            Result<?> primary = result.getPrimaryResult();
            rates.put(
                    result.getParams().getParam("kind"), primary.getStatistics().getPercentile(50));
        }
        return rates;
    }
}
