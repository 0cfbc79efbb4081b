package winnow.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The table {@code prices.csv}, which comes with the program: asking AWS takes credentials. */
final class Prices {
    /** When they were taken. */
    static final String DATE = "2026-11-25";

    private static final String ANY_REGION = "any";

    private final Map<String, BigDecimal> dollars = new HashMap<>();

    private Prices() {}

    static Prices read() {
        Prices prices = new Prices();
        InputStream table = Prices.class.getResourceAsStream("prices.csv");
        if (table == null) {
            throw new IllegalStateException("prices.csv is missing from the jar");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).skip(1).forEach(line -> {
                int end = line.lastIndexOf(',');
                prices.dollars.put(line.substring(0, end), new BigDecimal(line.substring(end + 1)));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return prices;
    }

    /** Of something in a region, for an hour or a month, as the table says; empty if it says nothing. */
    Optional<BigDecimal> of(String region, String what) {
        return Optional.ofNullable(dollars.get(region + "," + what))
                .or(() -> Optional.ofNullable(dollars.get(ANY_REGION + "," + what)));
    }
}
