package winnow.sender.cut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;

final class CutterTest {
    private static final CsvFormat AB = new CsvFormat(',', true, List.of("a", "b"));
    private static final CutRule TWO_ROWS = new CutRule(2, 1_000, 100);

    @Test
    void next_cutsAtTheRulesRows() {
        assertThat(chunks(TWO_ROWS, "a,b\n1,2\n3,4\n5,6\n")).containsExactly("1,2\n3,4\n", "5,6\n");
    }

    @Test
    void next_cutsBeforeTheRowThatWouldBeTooMuch() {
        CutRule nineBytes = new CutRule(100, 9, 100);

        assertThat(chunks(nineBytes, "a,b\n1,2\n3,4\n5,6\n12345,67890\n7,8\n"))
                .containsExactly("1,2\n3,4\n", "5,6\n", "12345,67890\n", "7,8\n");
    }

    @Test
    void next_keepsNewlinesAndQuotesInQuotes() {
        assertThat(chunks(new CutRule(1, 1_000, 100), "a,b\n1,\"x\ny\"\"\n\"\n\"p\"\"\n\",q\n2,z\"\n"))
                .containsExactly("1,\"x\ny\"\"\n\"\n", "\"p\"\"\n\",q\n", "2,z\"\n");
    }

    @Test
    void next_opensQuotesOnlyAtTheStartOfAField() {
        assertThat(chunks(new CutRule(1, 1_000, 100), "a,b\n1\",2\n \"3,4\n\"5\"x\",6\n"))
                .containsExactly("1\",2\n", " \"3,4\n", "\"5\"x\",6\n");
    }

    @Test
    void next_knowsFieldsByTheDelimiter() {
        CsvFormat semicolons = new CsvFormat(';', true, List.of("a", "b"));
        Cutter cutter = new Cutter(ByteFiles.of("a;b\n1,\"\n2;\"\n\"\n"), semicolons, new CutRule(1, 100, 100));

        assertThat(texts(frames(cutter))).containsExactly("1,\"\n", "2;\"\n\"\n");
    }

    @Test
    void next_keepsBlankLinesWithinAChunkAndDropsThoseBetween() {
        Cutter cutter = cutter(TWO_ROWS, "\n\r\na,b\r\n\n1,2\r\n\r\n\n3,4\r\n\r\n5,6\n\n\n");
        List<RowsFrame> frames = frames(cutter);

        assertThat(texts(frames)).containsExactly("1,2\r\n\r\n\n3,4\r\n", "5,6\n");
        assertThat(frames).extracting(RowsFrame::firstLine).containsExactly(5L, 10L);
        assertThat(frames).extracting(RowsFrame::firstByte).containsExactly(9L, 24L);
        assertThat(cutter.manifest().blankLines()).isEqualTo(8);
    }

    @Test
    void next_countsOnOverFilesAndCutsAtTheirEnds() {
        Cutter cutter = cutter(TWO_ROWS, "\ufeffa,b\n1,2", "", "\"a\",b\n3,4\n5,6\n7,8");
        List<RowsFrame> frames = frames(cutter);

        assertThat(texts(frames)).containsExactly("1,2", "3,4\n5,6\n", "7,8");
        assertThat(frames).extracting(RowsFrame::firstRow).containsExactly(1L, 2L, 4L);
        assertThat(frames).extracting(RowsFrame::firstLine).containsExactly(2L, 4L, 6L);
        assertThat(frames).extracting(RowsFrame::firstByte).containsExactly(7L, 16L, 24L);
    }

    @Test
    void next_countsTheLastLineOfAFileOnceWhereverAnOpenQuoteLeavesIt() {
        for (String open : List.of("1,\"x", "1,\"x\n", "1,\"" + "x".repeat(200), "1,\"" + "x".repeat(200) + "\n")) {
            List<RowsFrame> frames = frames(cutter(TWO_ROWS, "a,b\n" + open, "a,b\n3,4\n"));

            assertThat(frames.get(frames.size() - 1).firstLine()).as(open).isEqualTo(4);
        }
    }

    @Test
    void next_leavesAnUnterminatedQuoteInTheLastChunk() {
        assertThat(chunks(TWO_ROWS, "a,b\n1,2\n3,\"4\n5,6\n")).containsExactly("1,2\n3,\"4\n5,6\n");
    }

    @Test
    void next_rejectsAnOversizedRowWithItsPlace() {
        String row = "x".repeat(101);
        Cutter cutter = cutter(new CutRule(10, 1_000, 100), "a,b\n1,2\n" + row + "\r\n3,4\n");
        List<RowsFrame> frames = frames(cutter);

        assertThat(texts(frames)).containsExactly("1,2\n", "3,4\n");
        assertThat(frames).extracting(RowsFrame::rows).containsExactly(2, 1);
        assertThat(frames).extracting(RowsFrame::rejected).containsExactly(1, 0);
        assertThat(frames).extracting(RowsFrame::firstRow).containsExactly(1L, 3L);
        assertThat(frames).extracting(RowsFrame::firstLine).containsExactly(2L, 4L);
        assertThat(new String(frames.get(0).rejects(), UTF_8))
                .isEqualTo(
                        "2,3,8,OVERSIZED,\"\",\"the row has 101 bytes, more than the 100 allowed by max-row-bytes\",\""
                                + row + "\"\r\n");
        assertThat(cutter.rows()).isEqualTo(3);
        assertThat(cutter.rejected()).isEqualTo(1);
    }

    @Test
    void next_countsTheLineEndToNoRowsLength() {
        CutRule rule = new CutRule(2, 10_000, 2_000);
        String row = "x".repeat(rule.maxRowBytes());
        byte[] file = ("a,b\n" + row + "\n" + row + "\r\n" + row).getBytes(UTF_8);
        ByteFiles byteByByte = new ByteFiles(List.of(file), most -> 1);

        assertThat(texts(frames(new Cutter(byteByByte, AB, rule)))).containsExactly(row + "\n" + row + "\r\n", row);
    }

    @Test
    void next_passesARowOf100MegabytesInBoundedMemory() {
        byte[] file = new byte[100 << 20];
        Arrays.fill(file, (byte) 'x');
        byte[] start = "a,b\n1,2\n3,\"".getBytes(UTF_8);
        System.arraycopy(start, 0, file, 0, start.length);
        byte[] end = "\"\n5,6\n".getBytes(UTF_8);
        System.arraycopy(end, 0, file, file.length - end.length, end.length);
        ByteFiles source = new ByteFiles(List.of(file), most -> most);
        List<RowsFrame> frames = frames(new Cutter(source, AB, CutRule.DEFAULT));

        assertThat(texts(frames)).containsExactly("1,2\n", "5,6\n");
        assertThat(new String(frames.get(0).rejects(), UTF_8))
                .startsWith(
                        "2,3,8,OVERSIZED,\"\",\"the row has %d bytes, more than the 1048576 allowed by max-row-bytes\""
                                .formatted(file.length - 8 - 5))
                .hasSizeLessThan(1_300);
        assertThat(source.largestBuffer).isLessThanOrEqualTo(4 << 20);
    }

    /** Where what is in memory ends between the two bytes of the line end, too. */
    @Test
    void next_countsNoLineEndToAnOversizedRowWhereverItIsRead() {
        for (int length = (1 << 20) - 8; length <= 1 << 20; length++) {
            List<RowsFrame> frames = frames(cutter(TWO_ROWS, "a,b\n" + "x".repeat(length) + "\r\n3,4\n"));

            assertThat(new String(frames.get(0).rejects(), UTF_8)).contains("the row has " + length + " bytes");
            assertThat(frames.get(1).firstByte()).isEqualTo(4 + length + 2);
        }
    }

    @Test
    void next_namesTheLineOfAQuoteThatTakesTheRestOfTheFile() {
        String rest = "x\n".repeat(2 << 20);
        ByteFiles source = ByteFiles.of("a,b\n1,2\n\"3\n\",\"" + rest);
        List<RowsFrame> frames = frames(new Cutter(source, AB, CutRule.DEFAULT));

        assertThat(texts(frames)).containsExactly("1,2\n");
        assertThat(new String(frames.get(0).rejects(), UTF_8))
                .startsWith("2,3,8,UNTERMINATED_QUOTE,\"\",\"the quote opened on line 4 is never closed: the row takes"
                        + " all " + (rest.length() + 6) + " bytes to the end of the file\"");
        assertThat(source.largestBuffer).isLessThanOrEqualTo(4 << 20);
    }

    @Test
    void next_passesEndlessBlankLinesInBoundedMemory() {
        ByteFiles source = ByteFiles.of("a,b\n1,2\n" + "\n".repeat(20 << 20) + "3,4\n");
        Cutter cutter = new Cutter(source, AB, CutRule.DEFAULT);

        assertThat(texts(frames(cutter))).containsExactly("1,2\n", "3,4\n");
        assertThat(cutter.manifest().blankLines()).isEqualTo(20 << 20);
        assertThat(source.largestBuffer).isLessThanOrEqualTo(2 << 20);
    }

    @Test
    void frames_nameTheirParents() {
        Cutter cutter = cutter(TWO_ROWS, "a,b\n1,2\n3,4\n5,6\n7,8\n9,0\n");
        List<RowsFrame> frames = frames(cutter);

        assertThat(frames)
                .extracting(RowsFrame::parent)
                .containsExactly(
                        Frame.NO_PARENT, frames.get(0).crc32c(), frames.get(1).crc32c());
        assertThat(frames(cutter(TWO_ROWS, "a,b\n1,3\n3,4\n5,6\n7,8\n9,0\n"))
                        .get(2)
                        .crc32c())
                .as("speaks for all of the input before it")
                .isNotEqualTo(frames.get(2).crc32c());
    }

    @Test
    void manifest_sumsUpWhatWasRead() throws Exception {
        Cutter cutter = cutter(TWO_ROWS, "a,b\n1,2\n\n3,4\n", "a,b\n5,6");
        List<RowsFrame> frames = frames(cutter);

        byte[] all = "a,b\n1,2\n\n3,4\na,b\n5,6".getBytes(UTF_8);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
        assertThat(cutter.manifest()).isEqualTo(Manifest.seal(2, frames.get(1).crc32c(), 3, 1, all.length, sha256));
    }

    @Test
    void manifest_ofNothingIsThatOfACompleteJob() {
        String sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        Cutter empty = new Cutter(ByteFiles.of("", ""), new CsvFormat(',', true, List.of("")), TWO_ROWS);

        assertThat(empty.next()).isNull();
        assertThat(empty.manifest()).isEqualTo(Manifest.seal(0, Frame.NO_PARENT, 0, 0, 0, sha256));

        Cutter headerOnly = cutter(TWO_ROWS, "a,b");
        assertThat(headerOnly.next()).isNull();
        assertThat(headerOnly.manifest())
                .extracting(Manifest::number, Manifest::rows, Manifest::bytes)
                .containsExactly(0L, 0L, 3L);
    }

    @Test
    void manifest_doesNotComeBeforeTheEnd() {
        Cutter cutter = cutter(TWO_ROWS, "a,b\n1,2\n");
        cutter.next();

        assertThatThrownBy(cutter::manifest).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void next_refusesAFileWhoseHeaderIsNotTheJobs() {
        Cutter cutter = cutter(TWO_ROWS, "a,b\n1,2\n", "a,c\n3,4\n");
        cutter.next();

        assertThatThrownBy(cutter::next)
                .hasMessage("the header of 'file 1' is not the job's (column 2 is 'c' instead of 'b'):"
                        + " the file has changed; put it back or start a new job")
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.FAILED));
    }

    private static Cutter cutter(CutRule rule, String... files) {
        return new Cutter(ByteFiles.of(files), AB, rule);
    }

    private static List<String> chunks(CutRule rule, String file) {
        return texts(frames(cutter(rule, file)));
    }

    private static List<RowsFrame> frames(Cutter cutter) {
        List<RowsFrame> frames = new ArrayList<>();
        for (RowsFrame frame = cutter.next(); frame != null; frame = cutter.next()) {
            frames.add(Objects.requireNonNull(frame));
        }
        return frames;
    }

    private static List<String> texts(List<RowsFrame> frames) {
        return frames.stream().map(frame -> new String(frame.bytes(), UTF_8)).toList();
    }
}
