package winnow.protocol.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import winnow.protocol.frame.CorruptFrameException;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;

/**
 * A frame as a Kafka record: CSV text in the value, everything else in headers as readable text, so that any client
 * reads it as it is. Any thread.
 *
 * <pre>
 *   header       frame     value
 *   frame        all       rows | results | manifest
 *   chunk        all       number of the frame
 *   crc32c       all       8 hex digits
 *   parent       all       8 hex digits, see {@link Frame}
 *   source       results   8 hex digits, see {@link ResultsFrame}
 *   rows         all       rows in the chunk; in the input for the manifest
 *   rejected     r, r      rejected rows of the chunk
 *   rejects      r, r      their lines of rejects.csv
 *   first-row    rows      see {@link RowsFrame}
 *   first-line   rows
 *   first-byte   rows
 *   blank-lines  manifest  see {@link Manifest}
 *   bytes        manifest
 *   sha256       manifest
 * </pre>
 */
public final class FrameCodec {
    private static final String KIND = "frame";
    private static final String ROWS_KIND = "rows";
    private static final String RESULTS_KIND = "results";
    private static final String MANIFEST_KIND = "manifest";

    private static final String CHUNK = "chunk";
    private static final String CRC32C = "crc32c";
    private static final String PARENT = "parent";
    private static final String SOURCE = "source";
    private static final String ROWS = "rows";
    private static final String REJECTED = "rejected";
    private static final String REJECTS = "rejects";
    private static final String FIRST_ROW = "first-row";
    private static final String FIRST_LINE = "first-line";
    private static final String FIRST_BYTE = "first-byte";
    private static final String BLANK_LINES = "blank-lines";
    private static final String BYTES = "bytes";
    private static final String SHA256 = "sha256";

    private static final byte[] NOTHING = {};

    private FrameCodec() {}

    public static Serde<Frame> serde() {
        return Serdes.serdeFrom(serializer(), deserializer());
    }

    public static Serializer<Frame> serializer() {
        return new FrameSerializer();
    }

    /** Gives frames that are well formed; whether their bytes are those that were sent, {@link Frame#check} tells. */
    public static Deserializer<Frame> deserializer() {
        return new FrameDeserializer();
    }

    /** Puts the frame's headers in the place of those there are, and gives the record's value. */
    static byte[] write(Frame frame, Headers headers) {
        for (Header header : headers.toArray()) {
            headers.remove(header.key());
        }
        put(headers, CHUNK, frame.number());
        putCrc(headers, CRC32C, frame.crc32c());
        putCrc(headers, PARENT, frame.parent());
        if (frame instanceof RowsFrame rows) {
            put(headers, KIND, ROWS_KIND);
            put(headers, ROWS, rows.rows());
            put(headers, FIRST_ROW, rows.firstRow());
            put(headers, FIRST_LINE, rows.firstLine());
            put(headers, FIRST_BYTE, rows.firstByte());
            putRejects(headers, rows.rejected(), rows.rejects());
            return rows.bytes();
        } else if (frame instanceof ResultsFrame results) {
            put(headers, KIND, RESULTS_KIND);
            putCrc(headers, SOURCE, results.source());
            put(headers, ROWS, results.rows());
            putRejects(headers, results.rejected(), results.rejects());
            return results.results();
        } else {
            Manifest manifest = (Manifest) frame;
            put(headers, KIND, MANIFEST_KIND);
            put(headers, ROWS, manifest.rows());
            put(headers, BLANK_LINES, manifest.blankLines());
            put(headers, BYTES, manifest.bytes());
            put(headers, SHA256, manifest.sha256());
            return NOTHING;
        }
    }

    static Frame read(Headers headers, byte[] value) {
        try {
            long chunk = number(headers, CHUNK);
            int crc = crc(headers, CRC32C);
            int parent = crc(headers, PARENT);
            String kind = text(headers, KIND);
            return switch (kind) {
                case ROWS_KIND ->
                    new RowsFrame(
                            chunk,
                            parent,
                            number(headers, FIRST_ROW),
                            number(headers, FIRST_LINE),
                            number(headers, FIRST_BYTE),
                            (int) number(headers, ROWS),
                            (int) number(headers, REJECTED),
                            value,
                            bytes(headers, REJECTS),
                            crc);
                case RESULTS_KIND ->
                    new ResultsFrame(
                            chunk,
                            parent,
                            crc(headers, SOURCE),
                            (int) number(headers, ROWS),
                            (int) number(headers, REJECTED),
                            value,
                            bytes(headers, REJECTS),
                            crc);
                case MANIFEST_KIND ->
                    new Manifest(
                            chunk,
                            parent,
                            number(headers, ROWS),
                            number(headers, BLANK_LINES),
                            number(headers, BYTES),
                            text(headers, SHA256),
                            crc);
                default -> throw new CorruptFrameException("a record says it is a frame of kind '" + kind + "'");
            };
        } catch (NumberFormatException e) {
            throw new CorruptFrameException("a record's headers are no frame's: " + e.getMessage(), e);
        }
    }

    private static void putRejects(Headers headers, int rejected, byte[] rejects) {
        put(headers, REJECTED, rejected);
        if (rejects.length > 0) {
            headers.add(REJECTS, rejects);
        }
    }

    private static void putCrc(Headers headers, String name, int crc) {
        byte[] hex = new byte[8];
        for (int i = 0; i < hex.length; i++) {
            hex[i] = (byte) Character.forDigit(crc >>> (28 - 4 * i) & 0xf, 16);
        }
        headers.add(name, hex);
    }

    private static void put(Headers headers, String name, long value) {
        put(headers, name, Long.toString(value));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.US_ASCII));
    }

    private static long number(Headers headers, String name) {
        return Long.parseLong(text(headers, name));
    }

    private static int crc(Headers headers, String name) {
        return Integer.parseUnsignedInt(text(headers, name), 16);
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null) {
            throw new CorruptFrameException("a record lacks the header '" + name + "' and is no frame");
        }
        return new String(header.value(), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? NOTHING : header.value();
    }

    private static final class FrameSerializer implements Serializer<Frame> {
        @Override
        public byte[] serialize(String topic, Frame frame) {
            throw new UnsupportedOperationException("a frame needs the record's headers");
        }

        @Override
        public byte[] serialize(String topic, Headers headers, Frame frame) {
            return write(frame, headers);
        }
    }

    private static final class FrameDeserializer implements Deserializer<Frame> {
        @Override
        public Frame deserialize(String topic, byte[] value) {
            throw new UnsupportedOperationException("a frame needs the record's headers");
        }

        @Override
        public Frame deserialize(String topic, Headers headers, byte[] value) {
            return read(headers, Objects.requireNonNullElse(value, NOTHING));
        }
    }
}
