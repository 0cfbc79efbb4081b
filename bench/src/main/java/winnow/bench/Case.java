package winnow.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.model.ModelRef;

/**
 * A model and a chunk for it.
 *
 * @param file the model's, if it has one
 * @param rows lines of the input, which runtimes that are measured alone get as they want them
 */
record Case(ModelSpec model, CsvFormat format, @Nullable Path file, List<String[]> rows) {

    static Case of(ModelSpec model, List<String> columns, @Nullable Path file, List<String[]> rows) {
        ModelSpec complete = file == null
                ? model
                : model.withFile(ModelRef.of(file, file.getFileName().toString()));
        return new Case(complete, new CsvFormat(',', true, columns), file, rows);
    }

    RowsFrame frame() {
        StringBuilder csv = new StringBuilder();
        rows.forEach(row -> csv.append(String.join(",", row)).append('\n'));
        byte[] bytes = csv.toString().getBytes(StandardCharsets.UTF_8);
        return RowsFrame.seal(0, 0, 1, 2, 0, rows.size(), 0, bytes, new byte[0]);
    }
}
