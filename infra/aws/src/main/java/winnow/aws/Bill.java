package winnow.aws;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the machines of a cluster cost, by the table. Pure. What is sent, by SMS or over the internet, is not in it. */
final class Bill {
    /** Of a month, as AWS counts. */
    private static final BigDecimal HOURS = BigDecimal.valueOf(730);

    private static final BigDecimal SECONDS_OF_AN_HOUR = BigDecimal.valueOf(3600);

    private final List<Item> items;

    private Bill(List<Item> items) {
        this.items = List.copyOf(items);
    }

    static Bill of(Layout layout, Prices prices) {
        String region = layout.cluster().region();
        List<Machine> machines = layout.machines();
        Map<String, Long> types = machines.stream()
                .collect(Collectors.groupingBy(
                        machine -> machine.hardware().type(), TreeMap::new, Collectors.counting()));
        long diskGiB = machines.stream()
                .mapToLong(machine -> machine.hardware().diskGiB())
                .sum();
        long alarms = (long) machines.size() * Watch.CHECKS.size();

        List<Item> items = new ArrayList<>();
        types.forEach((type, count) ->
                items.add(item(count + " " + type, prices.of(region, type).orElse(null), BigDecimal.valueOf(count))));
        items.add(monthly(diskGiB + " GiB of disk, gp3", prices, region, "gp3", diskGiB));
        items.add(item(
                machines.size() + " public addresses",
                prices.of(region, "ipv4").orElse(null),
                BigDecimal.valueOf(machines.size())));
        items.add(monthly(alarms + " alarms", prices, region, "alarm", alarms));
        items.add(monthly("1 dashboard", prices, region, "dashboard", 1));
        return new Bill(items);
    }

    List<Item> items() {
        return items;
    }

    /** US dollars, of all that the table knows. */
    BigDecimal hourly() {
        return items.stream().map(Item::hourly).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What the table does not know. */
    List<String> unknown() {
        return items.stream()
                .filter(item -> item.hourly() == null)
                .map(Item::what)
                .toList();
    }

    /** In one sentence, what it came to, with all that it does not hold. */
    String after(Duration time) {
        BigDecimal dollars = hourly().multiply(
                        BigDecimal.valueOf(time.toSeconds()).divide(SECONDS_OF_AN_HOUR, MathContext.DECIMAL64));
        return String.format(
                Locale.ROOT,
                "%d:%02d hours: about $%s%s, by prices of %s, without what was sent",
                time.toHours(),
                time.toMinutesPart(),
                dollars.setScale(2, RoundingMode.HALF_UP),
                unknown().isEmpty() ? "" : " and " + String.join(" and ", unknown()) + ", whose price is not known",
                Prices.DATE);
    }

    private static Item monthly(String label, Prices prices, String region, String what, long count) {
        return item(
                label,
                prices.of(region, what)
                        .map(month -> month.divide(HOURS, MathContext.DECIMAL64))
                        .orElse(null),
                BigDecimal.valueOf(count));
    }

    private static Item item(String label, @Nullable BigDecimal each, BigDecimal count) {
        return new Item(label, each == null ? null : each.multiply(count));
    }
}
