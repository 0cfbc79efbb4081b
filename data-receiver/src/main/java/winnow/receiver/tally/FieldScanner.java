package winnow.receiver.tally;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Shows of each line of results those fields that are wanted, unquoted. Lines may come in pieces that are cut anywhere. A
 * quote that does not begin a field is data, as it is everywhere in Winnow. One thread.
 */
final class FieldScanner {
    private static final int NOT_WANTED = -1;

    private final byte delimiter;
    /** For each field up to the last wanted one, where it goes. */
    private final int[] places;

    private final String[] line;
    private final Consumer<String[]> lines;
    private byte[] text = new byte[256];
    private int length;
    private int field;
    private boolean fieldBegins = true;
    private boolean quoted;
    /** The last byte was a quote within a quoted field: its end, or the first of a pair. */
    private boolean quoteBefore;

    /**
     * @param wanted numbers of fields, from 0 on, each once
     * @param lines gets the fields in the order of {@code wanted}, always in the same array
     */
    FieldScanner(char delimiter, List<Integer> wanted, Consumer<String[]> lines) {
        this.delimiter = (byte) delimiter;
        this.places = new int[wanted.stream().mapToInt(Integer::intValue).max().orElse(0) + 1];
        Arrays.fill(places, NOT_WANTED);
        for (int i = 0; i < wanted.size(); i++) {
            places[wanted.get(i)] = i;
        }
        this.line = new String[wanted.size()];
        this.lines = lines;
    }

    void scan(byte[] bytes, int from, int to) {
        boolean keeps = keeps();
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (quoted) {
                if (b == '"') {
                    quoted = false;
                    quoteBefore = true;
                } else if (keeps) {
                    keep(b);
                }
            } else if (b == delimiter || b == '\n') {
                endField(keeps);
                if (b == '\n') {
                    lines.accept(line);
                    field = 0;
                } else {
                    field++;
                }
                keeps = keeps();
            } else if (b == '"' && (fieldBegins || quoteBefore)) {
                if (quoteBefore && keeps) {
                    keep(b);
                }
                quoted = true;
                quoteBefore = false;
                fieldBegins = false;
            } else {
                if (keeps) {
                    keep(b);
                }
                quoteBefore = false;
                fieldBegins = false;
            }
        }
    }

    private boolean keeps() {
        return field < places.length && places[field] != NOT_WANTED;
    }

    private void keep(byte b) {
        if (length == text.length) {
            text = Arrays.copyOf(text, 2 * length);
        }
        text[length++] = b;
    }

    private void endField(boolean keeps) {
        if (keeps) {
            line[places[field]] = new String(text, 0, length, StandardCharsets.UTF_8);
        }
        length = 0;
        fieldBegins = true;
        quoteBefore = false;
    }
}
