package winnow.aws;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code make plan} prints. Pure. */
final class Plan {
    private Plan() {}

    /** @param resources how many of each type the template has */
    static String text(Wanted wanted, Map<String, Integer> resources, Prices prices) {
        Layout layout = wanted.layout();
        Cluster cluster = layout.cluster();
        List<String> lines = new ArrayList<>();
        lines.add("'make up TARGET=aws CLUSTER_SIZE=%d' would make the stack %s in %s:"
                .formatted(layout.size(), cluster.name(), cluster.region()));
        for (Role role : Role.values()) {
            List<Machine> machines = layout.machines().stream()
                    .filter(machine -> machine.role() == role)
                    .toList();
            if (!machines.isEmpty()) {
                lines.add(machines(machines, cluster));
            }
        }
        lines.add("  brokers on " + labels(layout.brokerHosts()));
        lines.add("  from outside only SSH and, on the metrics host, the hub's port %d; only from %s"
                .formatted(
                        wanted.access().hubPort(),
                        wanted.access().equals(Access.nobodys())
                                ? "your address"
                                : wanted.access().address()));
        lines.add("  SMS of failed checks to "
                + (wanted.oncall().isEmpty()
                        ? "nobody: ONCALL.json is empty"
                        : wanted.oncall().size() + (wanted.oncall().size() == 1 ? " number" : " numbers")));
        lines.add("");
        lines.add("in CloudFormation's words:");
        resources.forEach((type, count) -> lines.add("  %4d %s".formatted(count, type)));
        lines.add("");
        lines.add("US dollars an hour:");
        Bill bill = Bill.of(layout, prices);
        bill.items().forEach(item -> lines.add(price(item)));
        lines.add(price(new Item(
                bill.unknown().isEmpty() ? "together" : "together, without what is not known", bill.hourly())));
        lines.add("An estimate by list prices of %s (infra/aws/src/main/resources/winnow/aws/prices.csv), without tax,"
                        .formatted(Prices.DATE)
                + " SMS and traffic to the internet.");
        return String.join("\n", lines);
    }

    private static String machines(List<Machine> machines, Cluster cluster) {
        Hardware hardware = machines.get(0).hardware();
        return "  %d %s, %s, %d GiB encrypted, newest %s: %s"
                .formatted(
                        machines.size(),
                        hardware.type(),
                        hardware.architecture().label(),
                        hardware.diskGiB(),
                        cluster.image().label(),
                        labels(machines));
    }

    private static String labels(List<Machine> machines) {
        return machines.size() < 4
                ? machines.stream().map(Machine::label).collect(Collectors.joining(", "))
                : machines.get(0).label() + " to "
                        + machines.get(machines.size() - 1).label();
    }

    private static String price(Item item) {
        BigDecimal hourly = item.hourly();
        return String.format(
                Locale.ROOT,
                "  %-36s %8s",
                item.what(),
                hourly == null ? "not known" : hourly.setScale(4, RoundingMode.HALF_UP));
    }
}
