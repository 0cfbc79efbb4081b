package winnow.cli.plan;

import java.util.Locale;
import winnow.cli.plan.Plan.Deadline;
import winnow.cli.plan.Plan.Size;

/** A plan for people. */
public final class PlanText {
    private PlanText() {}

    public static String of(Plan plan) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                """
                rows        %s
                input       %s unpacked
                results     %s
                model       %s a row in one thread, with parsing it and writing its line
                disk        %s of the broker, for each copy; %s where the results go
                """,
                rows(plan),
                bytes(plan.inputBytes()),
                bytes(plan.resultBytes()),
                micros(plan.microsPerRow()),
                bytes(plan.diskBytes()),
                bytes(plan.resultBytes())));
        text.append(String.format(Locale.ROOT, "%n%-12s%18s%20s%n", "instances", "on this machine", "each on its own"));
        for (Size size : plan.sizes()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-12d%18s%20s%n",
                    size.instances(),
                    time(size.togetherSeconds()),
                    time(size.apartSeconds())));
        }
        text.append(String.format(
                Locale.ROOT,
                "%nMachines are taken to be as this one, of %d core%s. More instances bring nothing. 'winnow classify' takes"
                        + " %s here.%n",
                plan.cores(),
                plan.cores() == 1 ? "" : "s",
                time(plan.directSeconds())));
        if (plan.deadline() != null) {
            text.append(deadline(plan.deadline())).append('\n');
        }
        return text.toString();
    }

    private static String rows(Plan plan) {
        return plan.exact()
                ? String.format(Locale.ROOT, "%,d", plan.rows())
                : String.format(Locale.ROOT, "about %,d, from the first %,d", plan.rows(), plan.sampled());
    }

    private static String deadline(Deadline deadline) {
        String start = "deadline    " + time(deadline.seconds()) + ": ";
        if (deadline.here() != null) {
            return start + "CLUSTER_SIZE=" + deadline.here() + " on this machine meets it"
                    + (deadline.direct() ? ", and so does 'winnow classify'" : "");
        }
        String direct = deadline.direct() ? "'winnow classify' meets it here; a cluster takes " : "it takes ";
        if (deadline.apart() != null) {
            return start + direct + "CLUSTER_SIZE=" + deadline.apart() + " on machines of their own";
        }
        if (deadline.jobs() != null) {
            return start + direct + "more than one sender and receiver can do: cut the input into " + deadline.jobs()
                    + " jobs that run at once (docs/SCALING.md)";
        }
        return start
                + (deadline.direct()
                        ? "'winnow classify' meets it here; no cluster does, its programs take longer to start"
                        : "nothing meets it: the programs take longer to start");
    }

    private static String micros(double micros) {
        return micros < 100
                ? String.format(Locale.ROOT, "%.1f µs", micros)
                : micros < 100_000
                        ? String.format(Locale.ROOT, "%.1f ms", micros / 1e3)
                        : String.format(Locale.ROOT, "%.1f s", micros / 1e6);
    }

    static String time(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : seconds < 7200
                        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    private static String bytes(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : bytes < 1_000_000_000
                        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
