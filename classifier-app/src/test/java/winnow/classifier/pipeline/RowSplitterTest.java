package winnow.classifier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import winnow.classifier.pipeline.RowSplitter.Fault;

class RowSplitterTest {
    private final RowSplitter splitter = new RowSplitter(',');

    /** One row as the test writes it down. */
    private record Row(String text, int line, int fields, Fault fault) {}

    private List<Row> split(String text) {
        byte[] bytes = Rows.bytes(text);
        splitter.split(bytes);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < splitter.rows(); i++) {
            rows.add(new Row(
                    text.substring(splitter.start(i), splitter.end(i)),
                    splitter.line(i),
                    splitter.fields(i),
                    splitter.fault(i)));
        }
        return rows;
    }

    private static Row row(String text, int line, int fields) {
        return new Row(text, line, fields, Fault.NONE);
    }

    @Test
    void split_takesBothLineEndsAndAMissingOne() {
        assertThat(split("a,b\nc,d\r\ne,f")).containsExactly(row("a,b", 0, 2), row("c,d", 1, 2), row("e,f", 2, 2));
    }

    @Test
    void split_skipsBlankLinesAndCountsTheirLines() {
        assertThat(split("\n\r\na\n\n\r\nb\n\r")).containsExactly(row("a", 2, 1), row("b", 5, 1));
    }

    @Test
    void split_keepsDelimitersAndLineEndsInsideQuotes() {
        assertThat(split("\"a,\r\n\"\"b\n\",c\nd,e\n"))
                .containsExactly(row("\"a,\r\n\"\"b\n\",c", 0, 2), row("d,e", 3, 2));
    }

    @Test
    void split_takesABareQuoteInsideAFieldAsItIs() {
        assertThat(split("5\" pipe,x\ny,6\"\n")).containsExactly(row("5\" pipe,x", 0, 2), row("y,6\"", 1, 2));
    }

    @Test
    void split_findsTextAfterAClosingQuote() {
        assertThat(split("\"a\"b,\"c\"\nd\n"))
                .containsExactly(new Row("\"a\"b,\"c\"", 0, 2, Fault.BAD_QUOTE), row("d", 1, 1));
        assertThat(split("\"a\"\rb\n")).containsExactly(new Row("\"a\"\rb", 0, 1, Fault.BAD_QUOTE));
        assertThat(split("\"a\"\r\n\"b\"\r")).containsExactly(row("\"a\"", 0, 1), row("\"b\"", 1, 1));
    }

    @Test
    void split_findsAQuoteThatNeverCloses() {
        assertThat(split("a\n\"b\nc\n"))
                .containsExactly(row("a", 0, 1), new Row("\"b\nc\n", 1, 1, Fault.UNTERMINATED_QUOTE));
        assertThat(split("\"")).containsExactly(new Row("\"", 0, 1, Fault.UNTERMINATED_QUOTE));
    }

    @Test
    void split_takesEmptyFields() {
        assertThat(split(",\n\"\",\n,,")).containsExactly(row(",", 0, 2), row("\"\",", 1, 2), row(",,", 2, 3));
    }

    @Test
    void split_growsWithTheChunk() {
        assertThat(split("a\n".repeat(5000))).hasSize(5000);
    }

    @Test
    void split_takesAnotherDelimiter() {
        splitter(';', "a,b;c\n", row("a,b;c", 0, 2));
    }

    private static void splitter(char delimiter, String text, Row expected) {
        RowSplitter other = new RowSplitter(delimiter);
        other.split(Rows.bytes(text));
        assertThat(other.fields(0)).isEqualTo(expected.fields());
    }
}
