package winnow.hub.folder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import winnow.hub.view.FirstRejects;
import winnow.hub.view.JobView.RejectRow;

/**
 * Reads the beginning of a rejects file, as {@link winnow.protocol.frame.Reject} writes it: RFC 4180, with a header line.
 * A record that is not yet complete is left out.
 */
final class RejectsFile {
    /** Enough for the codes of a hundred thousand rejects; a page needs no more. */
    private static final int MOST_BYTES = 16 << 20;

    private static final int FIELDS = 7;
    private static final int MOST_RAW_CHARS = 500;

    private final List<RejectRow> first = new ArrayList<>();
    private final Map<String, Long> byCode = new TreeMap<>();
    private final List<String> fields = new ArrayList<>();
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private boolean header = true;

    private RejectsFile() {}

    static FirstRejects read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            RejectsFile rejects = new RejectsFile();
            rejects.scan(in.readNBytes(MOST_BYTES));
            return new FirstRejects(rejects.first, rejects.byCode);
        }
    }

    private void scan(byte[] bytes) {
        boolean quoted = false;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (quoted) {
                if (b != '"') {
                    field.write(b);
                } else if (i + 1 < bytes.length && bytes[i + 1] == '"') {
                    field.write(b);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (b == '"') {
                quoted = true;
            } else if (b == ',') {
                endField();
            } else if (b == '\n') {
                endField();
                endRecord();
            } else if (b != '\r') {
                field.write(b);
            }
        }
    }

    private void endField() {
        fields.add(field.toString(StandardCharsets.UTF_8));
        field.reset();
    }

    private void endRecord() {
        if (!header && fields.size() == FIELDS) {
            byCode.merge(fields.get(3), 1L, Long::sum);
            if (first.size() < FirstRejects.SHOWN) {
                first.add(new RejectRow(
                        Long.parseLong(fields.get(0)),
                        Long.parseLong(fields.get(1)),
                        fields.get(4),
                        fields.get(3),
                        fields.get(5),
                        cut(fields.get(6))));
            }
        }
        header = false;
        fields.clear();
    }

    private static String cut(String raw) {
        return raw.length() <= MOST_RAW_CHARS ? raw : raw.substring(0, MOST_RAW_CHARS) + "…";
    }
}
