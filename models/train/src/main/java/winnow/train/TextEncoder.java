package winnow.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import winnow.onnx.write.OnnxBuilder;

/**
 * One feature for each word of a vocabulary: how often the text has it, times how rare it is (tf-idf).
 *
 * @param vocabulary sorted
 * @param weights the words' inverse document frequencies
 */
record TextEncoder(Finding column, List<String> vocabulary, List<Float> weights) implements Encoder {
    private static final int MOST_WORDS = 1000;

    /** Of a word that is in one text alone nothing can be learnt. */
    private static final int LEAST_ROWS = 2;

    static TextEncoder fit(Table table, Finding column, int[] rows) {
        TreeMap<String, Integer> texts = new TreeMap<>();
        for (int row : rows) {
            for (String word : new TreeSet<>(Words.of(table.text(column.column(), row)))) {
                texts.merge(word, 1, Integer::sum);
            }
        }
        // the sort is stable: of two that are as frequent the smaller one comes first
        List<String> vocabulary = texts.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST_ROWS)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_WORDS)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        List<Float> weights = new ArrayList<>();
        for (String word : vocabulary) {
            int having = texts.getOrDefault(word, 0);
            weights.add((float) (1 + StrictMath.log((1.0 + rows.length) / (1.0 + having))));
        }
        return new TextEncoder(column, vocabulary, weights);
    }

    @Override
    public int width() {
        return vocabulary.size();
    }

    @Override
    public void encode(Table table, int row, FeatureRow features) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        for (String word : Words.of(table.text(column.column(), row))) {
            int at = Collections.binarySearch(vocabulary, word);
            if (at >= 0) {
                counts.merge(at, 1, Integer::sum);
            }
        }
        counts.forEach((word, count) -> features.put(word, count * weights.get(word)));
    }

    @Override
    public String write(OnnxBuilder graph, String prefix) {
        long[] features = new long[vocabulary.size()];
        float[] rarities = new float[vocabulary.size()];
        for (int i = 0; i < features.length; i++) {
            features[i] = i;
            rarities[i] = weights.get(i);
        }
        graph.input(column.name(), OnnxBuilder.STRING, 1)
                .constant(prefix + "list", -1L)
                .node(OnnxBuilder.onnx("Reshape", List.of(column.name(), prefix + "list"), List.of(prefix + "texts")))
                .node(OnnxBuilder.onnx("StringNormalizer", List.of(prefix + "texts"), List.of(prefix + "small"))
                        .text("case_change_action", "LOWER")
                        .integer("is_case_sensitive", 1)
                        // any other may not be installed, and would make small what Words does not
                        .text("locale", "C"))
                .node(OnnxBuilder.contrib("Tokenizer", List.of(prefix + "small"), List.of(prefix + "words"))
                        .integer("mark", 0)
                        // fills up the rows of a batch; it is no word
                        .text("pad_value", "")
                        .integer("mincharnum", 1)
                        .texts("separators", List.of(Words.SEPARATORS)))
                .node(OnnxBuilder.onnx("TfIdfVectorizer", List.of(prefix + "words"), List.of(prefix + "weighed"))
                        .text("mode", "TFIDF")
                        .integer("min_gram_length", 1)
                        .integer("max_gram_length", 1)
                        .integer("max_skip_count", 0)
                        .integers("ngram_counts", 0)
                        .integers("ngram_indexes", features)
                        .texts("pool_strings", vocabulary)
                        .numbers("weights", rarities));
        return prefix + "weighed";
    }

    @Override
    public String summary() {
        return String.format(Locale.ROOT, "%,d words known to the model", vocabulary.size());
    }
}
