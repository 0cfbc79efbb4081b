package winnow.hub.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentCodingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                             | IDENTITY
            *                                | IDENTITY
            br                               | IDENTITY
            gzip                             | GZIP
            zstd                             | ZSTD
            gzip, deflate, br, zstd          | ZSTD
            GZIP;q=1.0, zstd;q=0.5           | GZIP
            gzip;q=0.5, zstd ; q=0.9         | ZSTD
            zstd;q=0, gzip                   | GZIP
            zstd;q=0.000, gzip;q=0           | IDENTITY
            identity, gzip;q=0.5             | IDENTITY
            identity;q=0.5, gzip             | GZIP
            x-gzip, zstd;q=much              | IDENTITY
            """)
    void of_isWhatTheClientLikesBest(String accepted, ContentCoding coding) {
        assertThat(ContentCoding.of(accepted)).isEqualTo(coding);
    }
}
