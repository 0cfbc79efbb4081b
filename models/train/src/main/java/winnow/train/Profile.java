package winnow.train;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a column are like, among the rows that have a label.
 *
 * @param values those that are not missing
 * @param distinct how many different ones
 * @param numbers how many are decimal numbers
 * @param whole how many are whole numbers
 * @param span largest number less smallest
 * @param severalWords how many have blanks within
 * @param noNumber the first that is no number; null if all are
 */
record Profile(
        int rows,
        int values,
        int distinct,
        int numbers,
        int whole,
        double span,
        int severalWords,
        @Nullable String noNumber) {

    static Profile of(Table table, int column, int[] rows) {
        Set<String> distinct = new HashSet<>();
        int values = 0;
        int numbers = 0;
        int whole = 0;
        int severalWords = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        String noNumber = null;
        for (int row : rows) {
            if (table.isMissingNumber(column, row)) {
                continue;
            }
            String text = table.text(column, row);
            values++;
            distinct.add(text);
            float number = table.number(column, row);
            if (Float.isFinite(number)) {
                numbers++;
                whole += number == Math.rint(number) ? 1 : 0;
                smallest = Math.min(smallest, number);
                largest = Math.max(largest, number);
            } else if (noNumber == null) {
                noNumber = text;
            }
            severalWords += text.strip().chars().anyMatch(Character::isWhitespace) ? 1 : 0;
        }
        double span = numbers == 0 ? 0 : largest - smallest;
        return new Profile(rows.length, values, distinct.size(), numbers, whole, span, severalWords, noNumber);
    }

    boolean allNumbers() {
        return values > 0 && numbers == values;
    }

    int missing() {
        return rows - values;
    }

    /** Each row has a value of its own. */
    boolean oneValuePerRow() {
        return values == rows && distinct == rows;
    }
}
