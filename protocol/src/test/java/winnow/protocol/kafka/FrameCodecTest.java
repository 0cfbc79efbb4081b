package winnow.protocol.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import winnow.protocol.frame.CorruptFrameException;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;

class FrameCodecTest {
    private static final byte[] TEXT = "1,a\n2,b\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REJECTS = "3,4,5,RAGGED,\"\",\"\",\"x\"\r\n".getBytes(StandardCharsets.US_ASCII);

    private static Frame throughKafka(Frame frame) {
        Headers headers = new RecordHeaders();
        byte[] value = FrameCodec.write(frame, headers);
        return FrameCodec.read(headers, value);
    }

    @Test
    void frames_comeBackAsTheyWere() {
        Frame rows = RowsFrame.seal(9_000_000_000L, 0xfedcba98, 501, 502, 60_000, 3, 1, TEXT, REJECTS);
        Frame results = ResultsFrame.seal(7, 1, -2, 3, 1, TEXT, REJECTS);
        Frame noRejects = ResultsFrame.seal(7, 0, 5, 2, 0, TEXT, new byte[0]);
        Frame manifest = Manifest.seal(8, 17, 3000, 2, 1_000_000, "ab".repeat(32));

        for (Frame frame : new Frame[] {rows, results, noRejects, manifest}) {
            Frame back = throughKafka(frame);
            back.check();
            assertThat(back).usingRecursiveComparison().isEqualTo(frame);
        }
    }

    @Test
    void write_isReadableText() {
        Headers headers = new RecordHeaders();
        byte[] value = FrameCodec.write(RowsFrame.seal(7, 0x1a, 501, 502, 60_000, 2, 0, TEXT, new byte[0]), headers);

        assertThat(value).isEqualTo(TEXT);
        assertThat(headers.lastHeader("chunk").value()).asString().isEqualTo("7");
        assertThat(headers.lastHeader("first-byte").value()).asString().isEqualTo("60000");
        assertThat(headers.lastHeader("crc32c").value()).asString().matches("[0-9a-f]{8}");
        assertThat(headers.lastHeader("parent").value()).asString().isEqualTo("0000001a");
    }

    @Test
    void write_leavesNothingOfTheHeadersThereWere() {
        Headers headers = new RecordHeaders();
        headers.add("first-row", new byte[] {1}).add("trace", new byte[] {2});
        FrameCodec.write(ResultsFrame.seal(7, 0, 5, 2, 0, TEXT, new byte[0]), headers);
        assertThat(headers.toArray())
                .extracting(header -> header.key())
                .containsExactlyInAnyOrder("frame", "chunk", "crc32c", "parent", "source", "rows", "rejected");
    }

    @Test
    void check_findsAnyChange() {
        RowsFrame f = RowsFrame.seal(7, 0x1a, 501, 502, 60_000, 3, 1, TEXT, REJECTS);
        Frame[] changed = {
            new RowsFrame(7, 0x1b, f.firstRow(), f.firstLine(), f.firstByte(), 3, 1, TEXT, REJECTS, f.crc32c()),
            new RowsFrame(8, f.parent(), f.firstRow(), f.firstLine(), f.firstByte(), 3, 1, TEXT, REJECTS, f.crc32c()),
            new RowsFrame(7, f.parent(), 502, f.firstLine(), f.firstByte(), 3, 1, TEXT, REJECTS, f.crc32c()),
            new RowsFrame(7, f.parent(), f.firstRow(), f.firstLine(), f.firstByte(), 4, 1, TEXT, REJECTS, f.crc32c()),
            new RowsFrame(
                    7, f.parent(), f.firstRow(), f.firstLine(), f.firstByte(), 3, 1, REJECTS, REJECTS, f.crc32c()),
            new RowsFrame(7, f.parent(), f.firstRow(), f.firstLine(), f.firstByte(), 3, 1, TEXT, TEXT, f.crc32c()),
        };
        for (Frame frame : changed) {
            assertThatThrownBy(frame::check)
                    .isInstanceOf(CorruptFrameException.class)
                    .hasMessageContaining("expected %08x".formatted(f.crc32c()));
        }
    }

    @Test
    void read_refusesARecordThatIsNoFrame() {
        assertThatThrownBy(() -> FrameCodec.read(new RecordHeaders(), TEXT))
                .isInstanceOf(CorruptFrameException.class)
                .hasMessageContaining("'chunk'");

        Headers headers = new RecordHeaders();
        FrameCodec.write(ResultsFrame.seal(7, 0, 5, 2, 0, TEXT, new byte[0]), headers);
        headers.remove("rows").add("rows", "many".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> FrameCodec.read(headers, TEXT)).isInstanceOf(CorruptFrameException.class);
    }
}
