package winnow.classifier.pipeline;

import java.nio.charset.StandardCharsets;
import winnow.protocol.frame.RowsFrame;

/** Frames made of text, with ISO 8859-1 so that any byte can be written. */
final class Rows {
    private Rows() {}

    static RowsFrame frame(int rows, String text) {
        return RowsFrame.seal(7, 1, 3001, 3010, 40_000, rows, 0, bytes(text), new byte[0]);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
