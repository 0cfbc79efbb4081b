package winnow.sender.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import winnow.protocol.job.JobInput;

final class RowGeneratorTest {

    @Test
    void writeTo_isTheSameForEver() throws Exception {
        String text = text(1_000, 1);

        assertThat(text.lines().limit(3))
                .containsExactly(
                        "ID,SKU,FLUX,MANUFACTURER_NAME,DESCRIPTION",
                        "0,74975,0.3723934228791658,cfcd208495d565ef66e7dff9f98764da,"
                                + "5d7009220a974e94404889274d3a95535d7009220a974e94404889274d3a9553",
                        "1,95412,0.2020596959407662,c4ca4238a0b923820dcc509a6f75849b,"
                                + "8012c0dd4aa84ef92dfa2de0c7163b5a8012c0dd4aa84ef92dfa2de0c7163b5a");
        assertThat(hex("SHA-256", text)).isEqualTo("070572238ebce50c152f81755f36aca6e83cf216b0de2e72fe6cd5cc319480a1");
    }

    @Test
    void writeTo_fillsEachColumnAsTheIssueSays() throws Exception {
        List<String> rows = text(2_000, 7).lines().skip(1).toList();

        assertThat(rows).hasSize(2_000);
        List<String> descriptions = new ArrayList<>();
        for (int number = 1; number <= 20_000; number++) {
            descriptions.add(hex("MD5", Integer.toString(number)));
        }
        assertThat(rows).allSatisfy(row -> {
            String[] fields = row.split(",", -1);
            assertThat(fields).hasSize(5);
            assertThat(fields[0]).isEqualTo(Integer.toString(rows.indexOf(row)));
            assertThat(Integer.parseInt(fields[1])).isBetween(1, 100_000);
            assertThat(fields[2]).matches("0\\.\\d{16}");
            assertThat(fields[3]).isEqualTo(hex("MD5", fields[0]));
            assertThat(fields[4]).hasSize(64).startsWith(fields[4].substring(32));
            assertThat(descriptions).contains(fields[4].substring(32));
        });
    }

    /** The mixing is SplitMix64, of which the JDK has another implementation. */
    @Test
    void write_drawsWhatSplitMix64Draws() {
        long seed = 42;
        SplittableRandom jdk = new SplittableRandom(mixed(seed));
        for (long row = 0; row < 100; row++) {
            String[] fields = row(seed, row).split(",", -1);
            assertThat(fields[1])
                    .isEqualTo(
                            scaled(jdk.nextLong(), 100_000).add(BigInteger.ONE).toString());
            assertThat(fields[2]).isEqualTo("0.%016d".formatted(scaled(jdk.nextLong(), 10_000_000_000_000_000L)));
            assertThat(fields[4])
                    .startsWith(hex(
                            "MD5",
                            scaled(jdk.nextLong(), 20_000).add(BigInteger.ONE).toString()));
        }
    }

    @Test
    void write_makesARowWithoutThoseBeforeIt() throws Exception {
        List<String> rows = text(500, 3).lines().skip(1).toList();

        assertThat(row(3, 499)).isEqualTo(rows.get(499) + "\n");
        assertThat(row(3, 0)).isEqualTo(rows.get(0) + "\n");
    }

    @Test
    void write_fitsTheLargestRow() {
        String row = row(1, Long.MAX_VALUE);

        assertThat(row).startsWith("9223372036854775807,").endsWith("\n");
        assertThat(row.length()).isLessThanOrEqualTo(RowGenerator.MAX_ROW_BYTES);
    }

    @Test
    void rows_differBetweenSeeds() throws Exception {
        assertThat(text(3, 1)).isNotEqualTo(text(3, 2));
    }

    @Test
    void stream_givesTheSameBytesInReadsOfAnySize() throws Exception {
        byte[] expected = text(50, 1).getBytes(US_ASCII);
        for (int size : new int[] {1, 2, 7, 100, RowGenerator.MAX_ROW_BYTES, 1_000, 1 << 20}) {
            GeneratedStream stream = generator(50, 1).stream();
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            byte[] buffer = new byte[size + 2];
            for (int count = stream.read(buffer, 1, size); count >= 0; count = stream.read(buffer, 1, size)) {
                assertThat(count).isBetween(1, size);
                read.write(buffer, 1, count);
            }
            assertThat(read.toByteArray()).as("reads of %d bytes", size).isEqualTo(expected);
        }
    }

    @Test
    void writeTo_hasAHeaderLineEvenForNoRows() throws Exception {
        assertThat(text(0, 1)).isEqualTo("ID,SKU,FLUX,MANUFACTURER_NAME,DESCRIPTION\n");
    }

    private static RowGenerator generator(long rows, long seed) {
        return new RowGenerator(new JobInput.Generated(rows, seed));
    }

    private static String text(long rows, long seed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        generator(rows, seed).writeTo(out);
        return out.toString(US_ASCII);
    }

    private static String row(long seed, long row) {
        byte[] bytes = new byte[RowGenerator.MAX_ROW_BYTES];
        int end = generator(1, seed).write(row, bytes, 0);
        return new String(Arrays.copyOf(bytes, end), US_ASCII);
    }

    private static long mixed(long number) {
        long z = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** floor(number as unsigned * bound / 2^64), number without its last bit */
    private static BigInteger scaled(long number, long bound) {
        return BigInteger.valueOf(number >>> 1)
                .multiply(BigInteger.valueOf(bound))
                .shiftRight(63);
    }

    private static String hex(String algorithm, String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
