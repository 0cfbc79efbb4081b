package winnow.cli.tally;

/** A label in a table: on one line, and no wider than its column. */
final class Label {
    static final int WIDTH = 24;

    private Label() {}

    static String text(String label) {
        String line = label.isEmpty() ? "\"\"" : label.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }
}
