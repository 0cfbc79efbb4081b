package winnow.train;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts text into words, exactly as the model's Tokenizer will: between them is everything of ASCII that is neither letter
 * nor digit, and the punctuation that people type beyond it. Of the letters only A to Z are made small, as a model does
 * that on any machine alike. Pure.
 */
final class Words {
    /** Means the same to Java and to RE2, which ONNX Runtime has. */
    static final String SEPARATORS = "[\\x00-/:-@\\[-`{-\\x{BF}\\x{2000}-\\x{206F}\\x{3000}-\\x{303F}\\x{FFFD}]+";

    private static final Pattern BETWEEN = Pattern.compile(SEPARATORS);

    private Words() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN.split(text, -1)) {
            if (!word.isEmpty()) {
                words.add(small(word));
            }
        }
        return words;
    }

    private static String small(String word) {
        StringBuilder small = new StringBuilder(word);
        for (int i = 0; i < small.length(); i++) {
            char c = small.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                small.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return small.toString();
    }
}
