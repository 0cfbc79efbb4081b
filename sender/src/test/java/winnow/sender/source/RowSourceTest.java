package winnow.sender.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.job.JobInput;

final class RowSourceTest {
    private static final byte[] FIRST = "a,b\n1,2\n".getBytes(UTF_8);
    private static final byte[] SECOND = "3,4\n5,6".getBytes(UTF_8);

    @TempDir
    Path here;

    @Test
    void read_givesFilesAsTheyAreWhateverTheirNames() throws IOException {
        assertThat(read(write("a.gz", FIRST), write("empty.csv"), write("b.zst", SECOND)))
                .isEqualTo(both());
    }

    @Test
    void read_unpacksGzipOfSeveralMembersWhateverItsName() throws IOException {
        assertThat(read(write("a.csv", gzip(FIRST), gzip(), gzip(SECOND)))).isEqualTo(both());
    }

    @Test
    void read_unpacksZstdOfSeveralFramesAlsoSkippedOnes() throws IOException {
        byte[] skipped = {0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 'x', 'y', 'z'};

        assertThat(read(write("a.csv", Zstd.compress(FIRST), Zstd.compress(SECOND))))
                .isEqualTo(both());
        assertThat(read(write("b.csv", skipped, Zstd.compress(FIRST), skipped, Zstd.compress(SECOND))))
                .isEqualTo(both());
    }

    @Test
    void read_unpacksMoreThanOneBuffer() throws IOException {
        byte[] text = new byte[3_000_000];
        Random random = new Random(1);
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ('a' + random.nextInt(3));
        }
        byte[] zeros = new byte[5_000_000];

        assertThat(read(write("a", gzip(text), gzip(zeros)))).isEqualTo(concat(text, zeros));
        assertThat(read(write("b", Zstd.compress(text), Zstd.compress(zeros)))).isEqualTo(concat(text, zeros));
    }

    @Test
    void read_takesAFewBytesForPlain() throws IOException {
        byte[] short1 = {0x1f};
        byte[] short3 = {0x28, (byte) 0xb5, 0x2f};

        assertThat(read(write("one", short1))).isEqualTo(short1);
        assertThat(read(write("three", short3))).isEqualTo(short3);
    }

    /** Also in the header of a second member, where java.util.zip ends without a word. */
    @Test
    void read_refusesGzipCutOffAnywhere() throws IOException {
        byte[] first = gzip(FIRST);
        byte[] whole = concat(first, gzip(SECOND));
        for (int length = 2; length < whole.length; length++) {
            if (length != first.length) { // a whole member is a whole file
                assertCutOff(write("cut.csv", Arrays.copyOf(whole, length)), length);
            }
        }
    }

    @Test
    void read_refusesZstdCutOffAnywhere() throws IOException {
        byte[] first = Zstd.compress(FIRST);
        byte[] whole = concat(first, Zstd.compress(SECOND));
        for (int length = 4; length < whole.length; length++) {
            if (length != first.length) {
                assertCutOff(write("cut.csv", Arrays.copyOf(whole, length)), length);
            }
        }
    }

    @Test
    void read_refusesGzipWithOtherBytesAfterIt() throws IOException {
        Path file = write("a.gz", gzip(FIRST), SECOND);

        assertThatThrownBy(() -> read(file)).isInstanceOf(StopException.class).hasMessageContaining("a.gz");
    }

    @Test
    void read_refusesGzipWithAFlippedBit() throws IOException {
        byte[] packed = gzip(FIRST);
        packed[packed.length - 8] ^= 1; // in the checksum
        Path file = write("a.gz", packed);

        assertThatThrownBy(() -> read(file)).isInstanceOf(StopException.class).hasMessageContaining("a.gz");
    }

    @Test
    void open_refusesAFileThatHasGrownSinceTheJobWasMade() throws IOException {
        Path file = write("a.csv", FIRST);
        JobInput asItWas = new JobInput.Files(List.of(file.toString()), List.of(FIRST.length - 1L));

        assertThatThrownBy(() -> RowSource.open(asItWas))
                .hasMessageContaining("the input has changed: '" + file + "' had " + (FIRST.length - 1) + " bytes")
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.FAILED));
    }

    @Test
    void open_saysWhichFileIsGone() {
        assertThatThrownBy(() -> RowSource.open(new JobInput.Files(List.of(here + "/gone.csv"), List.of(10L))))
                .hasMessage("cannot open '" + here + "/gone.csv': it is no longer there")
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.FAILED));
    }

    @Test
    void read_endsWhenInterrupted() throws IOException {
        Path file = write("a.csv", FIRST);
        try (RowSource source = source(file)) {
            source.nextFile();
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> source.read(new byte[10], 0, 10))
                    .isInstanceOfSatisfying(
                            StopException.class,
                            stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.INTERRUPTED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void share_growsFromNothingToAllWithTheBytesThatAreStored() throws IOException {
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        try (RowSource source = source(write("a.gz", gzip(noise)), write("b.csv", noise))) {
            assertThat(source.share()).isZero();
            source.nextFile();
            readToEnd(source, new ByteArrayOutputStream());
            assertThat(source.share()).isBetween(0.49, 0.51);
            source.nextFile();
            readToEnd(source, new ByteArrayOutputStream());
            assertThat(source.share()).isEqualTo(1);
        }
    }

    @Test
    void open_readsTheGenerator() throws IOException {
        JobInput.Generated input = new JobInput.Generated(1_000, 5);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        new RowGenerator(input).writeTo(expected);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (RowSource source = RowSource.open(input)) {
            assertThat(source.share()).isZero();
            assertThat(source.nextFile()).isTrue();
            readToEnd(source, read);
            assertThat(source.share()).isEqualTo(1);
            assertThat(source.nextFile()).isFalse();
        }
        assertThat(read.toByteArray()).isEqualTo(expected.toByteArray());
    }

    private void assertCutOff(Path file, int length) {
        assertThatThrownBy(() -> read(file))
                .as("cut off after %d bytes", length)
                .hasMessageContaining("cut.csv")
                .hasMessageContaining("beyond byte " + length)
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.FAILED));
    }

    private static RowSource source(Path... files) {
        return RowSource.open(
                InputFiles.resolve(Stream.of(files).map(Path::toString).toList(), Path.of("/")));
    }

    private static byte[] read(Path... files) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (RowSource source = source(files)) {
            for (Path file : files) {
                assertThat(source.nextFile()).isTrue();
                assertThat(source.name()).isEqualTo(file.toString());
                readToEnd(source, read);
            }
            assertThat(source.nextFile()).isFalse();
        }
        return read.toByteArray();
    }

    private static void readToEnd(RowSource source, ByteArrayOutputStream into) {
        byte[] buffer = new byte[1_000];
        for (int count = source.read(buffer, 3, 900); count >= 0; count = source.read(buffer, 3, 900)) {
            into.write(buffer, 3, count);
        }
    }

    private Path write(String name, byte[]... parts) throws IOException {
        return Files.write(here.resolve(name), concat(parts));
    }

    private static byte[] both() {
        return concat(FIRST, SECOND);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] gzip(byte... bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
