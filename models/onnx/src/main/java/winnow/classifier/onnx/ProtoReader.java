package winnow.classifier.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the few messages of an ONNX file that are of interest, field by field, in protobuf's wire format. One thread.
 *
 * <pre>
 *   while (message.next()) {
 *       switch (message.field()) { case 7 -> message.message() … default -> {} }
 *   }
 * </pre>
 *
 * A field that is not asked for is passed over by the next {@link #next}.
 */
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final ByteBuffer bytes;
    private final int end;
    private int at;
    private int field;
    private int type;
    private int valueStart;
    private int valueEnd;

    ProtoReader(ByteBuffer bytes) {
        this(bytes, 0, bytes.limit());
    }

    private ProtoReader(ByteBuffer bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** This is no protobuf. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    boolean next() {
        if (at >= end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        type = (int) (tag & 7);
        switch (type) {
            case VARINT -> {
                valueStart = at;
                varint();
                valueEnd = at;
            }
            case FIXED64 -> span(8);
            case FIXED32 -> span(4);
            case LENGTH -> span(varint());
            default -> throw new Malformed();
        }
        return true;
    }

    private void span(long length) {
        if (length < 0 || length > end - at) {
            throw new Malformed();
        }
        valueStart = at;
        at += (int) length;
        valueEnd = at;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64 && at < end; shift += 7) {
            byte b = bytes.get(at++);
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new Malformed();
    }

    int field() {
        return field;
    }

    ProtoReader message() {
        return new ProtoReader(bytes, valueStart, valueEnd);
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        byte[] copy = new byte[valueEnd - valueStart];
        bytes.get(valueStart, copy);
        return copy;
    }

    /** The field's whole numbers: one, or many where they are packed. */
    long[] integers() {
        ProtoReader packed = new ProtoReader(bytes, valueStart, valueEnd);
        long[] values = new long[8];
        int count = 0;
        while (packed.at < packed.end) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = packed.varint();
        }
        return Arrays.copyOf(values, count);
    }
}
