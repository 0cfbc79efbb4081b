package winnow.bench.job;

import java.util.List;
import java.util.Locale;

/**
 * One line of the table.
 *
 * @param what was measured
 * @param figure the median
 * @param unit of the figure: {@code ×}, {@code s} or {@code MiB}
 * @param goal the most, or for {@code atLeast} the least, that it should be
 * @param all that were measured, in their order
 */
record Result(String what, double figure, String unit, double goal, boolean atLeast, List<Double> all) {
    static Result atMost(String what, String unit, double goal, List<Double> all) {
        return new Result(what, median(all), unit, goal, false, List.copyOf(all));
    }

    static Result atLeast(String what, String unit, double goal, List<Double> all) {
        return new Result(what, median(all), unit, goal, true, List.copyOf(all));
    }

    boolean met() {
        return atLeast ? figure >= goal : figure <= goal;
    }

    String figureText() {
        return number(figure) + " " + unit;
    }

    String goalText() {
        return (atLeast ? "≥ " : "≤ ") + number(goal) + " " + unit;
    }

    private String number(double number) {
        return String.format(Locale.ROOT, unit.equals("MiB") ? "%.0f" : "%.2f", number);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
