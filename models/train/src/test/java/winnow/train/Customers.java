package winnow.train;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import winnow.classifier.pipeline.Pipeline;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CsvFormat;

/** Made-up rows of every kind of column, with everything in them that a CSV can have, from a seed. */
final class Customers {
    static final List<String> COLUMNS = List.of("ID", "TENURE", "CHARGE", "PLAN", "CITY \"x\"", "MESSAGE", "label");
    static final CsvFormat FORMAT = new CsvFormat(',', true, COLUMNS);

    private static final List<String> PLANS = List.of("basic", "plus", "family, large", "business");
    private static final List<String> CITIES =
            List.of("Bern", "Oslo \"N\"\nold", "Zürich", "São Paulo", "日本", "👍", "");
    private static final List<String> GOOD = List.of("Thanks", "great,", "works", "happy", "Ärger?", "no", "problem…");
    private static final List<String> BAD =
            List.of("CANCEL", "cancel!", "slow\nline", "\"broken\"", "price", "ärger", "👎", "don't", "no");

    private Customers() {}

    /** @param unseen whether there are values that no other rows have */
    static List<String> rows(int count, int classes, boolean unseen, long seed) {
        Random random = new Random(seed);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int tenure = random.nextInt(72);
            double charge = random.nextInt(12000) / 100.0;
            int plan = random.nextInt(PLANS.size());
            double angry = random.nextDouble();
            String planName = unseen && random.nextInt(9) == 0 ? "new " + i : PLANS.get(plan);
            String city = unseen && random.nextInt(9) == 0 ? "City " + i : CITIES.get(random.nextInt(CITIES.size()));
            double score = angry * 3 - tenure / 40.0 + charge / 80.0 + (plan == 1 ? 1 : 0) + random.nextGaussian() / 2;
            int label = classes == 2 ? (score > 1.5 ? 1 : 0) : score > 2.2 ? 2 : score > 0.9 ? 1 : 0;
            rows.add(String.join(
                    ",",
                    Integer.toString(i),
                    random.nextInt(12) == 0 ? (random.nextBoolean() ? "" : " NaN ") : Integer.toString(tenure),
                    random.nextInt(20) == 0 ? "" : (unseen && random.nextInt(30) == 0 ? "1e300" : charge + " "),
                    quoted(planName),
                    quoted(city),
                    quoted(message(random, angry)),
                    quoted(List.of("stays", "leaves, \"now\"", "un\nsure é").get(label))));
        }
        return rows;
    }

    private static String message(Random random, double angry) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            List<String> from = random.nextDouble() < angry ? BAD : GOOD;
            words.add(from.get(random.nextInt(from.size())));
        }
        return String.join(random.nextInt(5) == 0 ? "\u00a0" : " ", words);
    }

    private static String quoted(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    static RowsFrame frame(List<String> rows) {
        byte[] bytes = (String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
        return RowsFrame.seal(0, 0, 1, 2, 0, rows.size(), 0, bytes, new byte[0]);
    }

    static Table table(List<String> rows) {
        return table(FORMAT, rows);
    }

    static Table table(CsvFormat format, List<String> rows) {
        Table table = new Table(format.columns());
        table.add(Pipeline.wellFormed(format, format.columns(), frame(rows)));
        return table;
    }
}
