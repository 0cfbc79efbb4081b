package winnow.protocol.frame;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** The one way in which a frame's CRC32C is computed: every number as 8 bytes big-endian, then the bytes. One use. */
final class Checksum {
    private final CRC32C crc = new CRC32C();

    Checksum number(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            crc.update((int) (value >>> shift));
        }
        return this;
    }

    Checksum bytes(byte[] bytes) {
        crc.update(bytes, 0, bytes.length);
        return this;
    }

    Checksum text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    int value() {
        return (int) crc.getValue();
    }
}
