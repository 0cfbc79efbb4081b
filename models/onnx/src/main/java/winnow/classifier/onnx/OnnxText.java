package winnow.classifier.onnx;

/**
 * Text as ONNX Runtime gets it from Java: its binding hands strings over in Java's own form of UTF-8, in which NUL and
 * characters beyond U+FFFF (emoji) are no UTF-8 at all, and a model that looks at characters fails its whole batch. So
 * each of them becomes U+FFFD; whoever trains a model for Winnow does the same. Pure.
 */
public final class OnnxText {
    private static final char REPLACEMENT = '\uFFFD';

    private OnnxText() {}

    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isForeign(text.charAt(i))) {
                return replaced(text);
            }
        }
        return text;
    }

    private static boolean isForeign(char c) {
        return c == 0 || Character.isSurrogate(c);
    }

    private static String replaced(String text) {
        StringBuilder replaced = new StringBuilder(text.length());
        text.codePoints()
                .forEach(character -> replaced.append(
                        character == 0 || character > Character.MAX_VALUE ? REPLACEMENT : (char) character));
        return replaced.toString();
    }
}
