package winnow.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import winnow.onnx.write.OnnxBuilder;
import winnow.protocol.job.CsvFormat;

/** Java's features and the model's are the same floats. */
class FeaturesTest {
    private static final long SEED = 20261124;

    @Test
    void model_makesTheSameFeaturesOfARow() throws OrtException {
        Table known = Customers.table(Customers.rows(400, 2, false, SEED));
        Table table = Customers.table(Customers.rows(400, 2, true, SEED + 1));
        List<Finding> columns = List.of(
                finding(1, ColumnKind.NUMERIC),
                finding(2, ColumnKind.NUMERIC),
                finding(3, ColumnKind.CATEGORY),
                finding(4, ColumnKind.CATEGORY),
                finding(5, ColumnKind.TEXT));
        Features features =
                Features.fit(known, columns, IntStream.range(0, known.rows()).toArray());
        assertThat(features.encoders()).hasSize(5);
        assertSame(table, features);
    }

    /** Every character that a word may end at, or not. */
    @Test
    void words_endWhereTheTokenizersEnd() throws OrtException {
        CsvFormat format = new CsvFormat(',', true, List.of("TEXT"));
        Random random = new Random(SEED);
        List<String> rows = new ArrayList<>();
        for (int character = 1; character < 0x3100; character++) {
            rows.add("\"aB" + (character == '"' ? "\"\"" : Character.toString(character)) + "bA\"");
        }
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(9); j >= 0; j--) {
                int character = random.nextInt(random.nextInt(4) == 0 ? 0x11000 : 0x180);
                boolean plain = character != '"' && (character < 0xd800 || character > 0xdfff);
                text.appendCodePoint(plain ? character : 'é');
            }
            rows.add('"' + text.toString() + '"');
        }
        List<String> twice = new ArrayList<>(rows);
        twice.addAll(rows);
        Table table = Customers.table(format, twice);
        assertThat(table.rows()).isEqualTo(twice.size());
        Features features = Features.fit(
                table,
                List.of(new Finding(0, "TEXT", ColumnKind.TEXT, "", null)),
                IntStream.range(0, table.rows()).toArray());
        assertThat(features.width()).isGreaterThan(900);
        assertSame(table, features);
    }

    private static Finding finding(int column, ColumnKind kind) {
        return new Finding(column, Customers.COLUMNS.get(column), kind, "", null);
    }

    private static void assertSame(Table table, Features features) throws OrtException {
        OnnxBuilder graph = new OnnxBuilder();
        String output = features.write(graph, "p/");
        byte[] model = graph.output(output, OnnxBuilder.FLOAT, features.width()).bytes();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(model)) {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            for (Encoder encoder : features.encoders()) {
                inputs.put(encoder.column().name(), tensor(environment, table, encoder.column()));
            }
            try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
                float[][] made = (float[][]) result.get(0).getValue();
                FeatureRow row = new FeatureRow();
                for (int i = 0; i < table.rows(); i++) {
                    features.encode(table, i, row);
                    float[] expected = new float[features.width()];
                    for (int at = 0; at < row.size(); at++) {
                        expected[row.index(at)] = row.value(at);
                    }
                    for (int j = 0; j < expected.length; j++) {
                        made[i][j] += 0f; // -0 is 0
                    }
                    assertThat(made[i]).as("seed %d, row %d", SEED, i).isEqualTo(expected);
                }
            } finally {
                inputs.values().forEach(OnnxTensor::close);
            }
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, Table table, Finding column) throws OrtException {
        long[] shape = {table.rows(), 1};
        if (column.kind() == ColumnKind.NUMERIC) {
            FloatBuffer numbers = FloatBuffer.allocate(table.rows());
            for (int row = 0; row < table.rows(); row++) {
                numbers.put(table.number(column.column(), row));
            }
            return OnnxTensor.createTensor(environment, numbers.flip(), shape);
        }
        String[] texts = new String[table.rows()];
        for (int row = 0; row < texts.length; row++) {
            texts[row] = table.text(column.column(), row);
        }
        return OnnxTensor.createTensor(environment, texts, shape);
    }
}
