package winnow.sender.cut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.Reject;
import winnow.protocol.frame.RejectCode;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;

/** Any bytes, any rule, any sizes of reads: what is cut is what {@link NaiveRows} finds. */
final class CutterPropertyTest {
    private static final int CASES = 5_000;

    /** Rich in what matters, and in bytes that differ by one bit from it. */
    private static final String[] PIECES = {
        "\"",
        "\"",
        "\"",
        ",",
        ",",
        "\n",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "a",
        "bcdefghi",
        "é",
        "€",
        " ",
        ";",
        "\u0000",
        "\u000b",
        "#",
        "\u0004",
        "\n\n\n",
        ",\"",
        "\",",
        "\"\"",
        "0123456789abcdefghijklmnopqrstuvwxyz"
    };

    private static final String[] HEADERS = {
        "h,i\n", "\"h\",\"i\"\r\n", "\n\r\nh,i\n", "\ufeffh,i\n", "\ufeff\n\"h\",i\r\n"
    };

    @Test
    void cut_findsWhatASimpleReaderFinds() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            Case drawn = draw(random);
            CutRule rule = rule(random);
            IntUnaryOperator readSize = readSize(random);
            try {
                check(drawn, rule, readSize);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + ", " + rule + ", " + drawn.visible() + ": " + e.getMessage(), e);
            }
        }
    }

    private record Case(List<byte[]> files, CsvFormat format) {
        String visible() {
            return files.stream()
                    .map(file -> new String(file, UTF_8).replace("\r", "␍").replace("\n", "␊"))
                    .toList()
                    .toString();
        }
    }

    private static Case draw(Random random) {
        boolean headerLine = random.nextBoolean();
        List<byte[]> files = new ArrayList<>();
        for (int file = random.nextInt(3); file >= 0; file--) {
            StringBuilder text = new StringBuilder();
            boolean empty = random.nextInt(10) == 0;
            if (!empty && headerLine) {
                text.append(HEADERS[random.nextInt(HEADERS.length)]);
            } else if (random.nextInt(10) == 0) {
                text.append('\ufeff');
            }
            for (int piece = empty ? 0 : random.nextInt(60); piece > 0; piece--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            for (int bad = random.nextInt(3); bad > 0 && bytes.length > 20; bad--) {
                bytes[20 + random.nextInt(bytes.length - 20)] = (byte) random.nextInt(256);
            }
            files.add(bytes);
        }
        return new Case(files, new CsvFormat(',', headerLine, List.of("h", "i")));
    }

    private static CutRule rule(Random random) {
        return new CutRule(
                1 + random.nextInt(random.nextBoolean() ? 3 : 100),
                1 + random.nextInt(random.nextBoolean() ? 30 : 1_000),
                random.nextBoolean() ? 1 + random.nextInt(50) : 10_000);
    }

    private static IntUnaryOperator readSize(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> most -> 1;
            case 1 -> most -> Math.min(most, 1 + random.nextInt(20));
            default -> most -> most;
        };
    }

    private static void check(Case drawn, CutRule rule, IntUnaryOperator readSize) {
        NaiveRows expected = new NaiveRows(drawn.files, ',', drawn.format.headerLine());
        byte[] input = concat(drawn.files);
        Cutter cutter = new Cutter(new ByteFiles(drawn.files, readSize), drawn.format, rule);
        int row = 0;
        long chunk = 0;
        for (RowsFrame frame = cutter.next(); frame != null; frame = cutter.next()) {
            frame.check();
            assertThat(frame.number()).isEqualTo(chunk++);
            assertThat(frame.firstRow()).isEqualTo(row + 1);
            int length = frame.bytes().length;
            assertThat(frame.bytes())
                    .isEqualTo(Arrays.copyOfRange(input, (int) frame.firstByte(), (int) frame.firstByte() + length));
            List<NaiveRows.Row> rows = expected.rows.subList(row, row + frame.rows());
            checkRows(frame, rows, rule);
            row += frame.rows();
            checkEnd(frame, rows, expected.rows.subList(row, expected.rows.size()), rule);
        }
        assertThat(cutter.rows()).isEqualTo(row).isEqualTo(expected.rows.size());
        Manifest manifest = cutter.manifest();
        manifest.check();
        assertThat(manifest)
                .extracting(Manifest::number, Manifest::rows, Manifest::blankLines, Manifest::bytes)
                .containsExactly(chunk, (long) row, expected.blankLines, expected.bytes);
    }

    private static void checkRows(RowsFrame frame, List<NaiveRows.Row> rows, CutRule rule) {
        int sent = frame.rows() - frame.rejected();
        assertThat(frame.firstLine()).isEqualTo(rows.get(0).line());
        assertThat(frame.firstByte()).isEqualTo(rows.get(0).start());
        List<NaiveRows.Row> inChunk = new NaiveRows(List.of(frame.bytes()), ',', false).rows;
        assertThat(inChunk).hasSize(sent);
        for (int i = 0; i < sent; i++) {
            assertThat(inChunk.get(i).data()).isEqualTo(rows.get(i).data());
            assertThat(inChunk.get(i).line() - 1 + frame.firstLine())
                    .isEqualTo(rows.get(i).line());
            assertThat(inChunk.get(i).start() + frame.firstByte())
                    .isEqualTo(rows.get(i).start());
            assertThat(rows.get(i).data().length).isLessThanOrEqualTo(rule.maxRowBytes());
        }
        ByteArrayOutputStream rejects = new ByteArrayOutputStream();
        rows.subList(sent, rows.size()).forEach(row -> reject(row, rule).appendTo(rejects));
        assertThat(new String(frame.rejects(), UTF_8)).isEqualTo(rejects.toString(UTF_8));
    }

    private static Reject reject(NaiveRows.Row row, CutRule rule) {
        assertThat(row.data().length).isGreaterThan(rule.maxRowBytes());
        String message = row.open()
                ? "the quote opened on line " + row.quoteLine() + " is never closed: the row takes all "
                        + row.data().length + " bytes to the end of the file"
                : "the row has " + row.data().length + " bytes, more than the " + rule.maxRowBytes()
                        + " allowed by max-row-bytes";
        return new Reject(
                row.row(),
                row.line(),
                row.start(),
                row.open() ? RejectCode.UNTERMINATED_QUOTE : RejectCode.OVERSIZED,
                "",
                message,
                Arrays.copyOf(row.data(), Math.min(row.data().length, Reject.OVERSIZED_RAW_BYTES)));
    }

    /** No chunk ends later than the rule says, and none earlier. */
    private static void checkEnd(RowsFrame frame, List<NaiveRows.Row> rows, List<NaiveRows.Row> rest, CutRule rule) {
        assertThat(rows)
                .extracting(NaiveRows.Row::file)
                .containsOnly(rows.get(0).file());
        assertThat(frame.rejected()).isLessThanOrEqualTo(1);
        int sent = frame.rows() - frame.rejected();
        assertThat(sent).isLessThanOrEqualTo(rule.rows());
        assertThat(frame.bytes().length <= rule.bytes() || sent == 1).isTrue();
        boolean mayGoOn = sent < rule.rows() && frame.rejected() == 0;
        if (mayGoOn && !rest.isEmpty() && rest.get(0).file() == rows.get(0).file()) {
            assertThat(rest.get(0).end() - frame.firstByte()).isGreaterThan(rule.bytes());
        }
    }

    private static byte[] concat(List<byte[]> files) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        files.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
