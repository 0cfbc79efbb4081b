package winnow.protocol.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.protocol.StopException;

class JobSpecTest {

    @Test
    void jobId_sortsByTime() {
        Instant now = Instant.parse("2026-11-23T09:24:10.123Z");
        assertThat(JobId.at(now, 727)).hasToString("20261123-092410-123k7");
        assertThat(JobId.at(now, -1)).hasToString("20261123-092410-123zz");
        assertThat(JobId.at(now, 1295)).isLessThan(JobId.at(now.plusMillis(1), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "20261123-092410-123", "20261123-092410-123K7"})
    void jobId_refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> new JobId(text)).isInstanceOf(StopException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "any,1000,1000,false",
        "0,0,10,false",
        "0,1,10,true",
        "5,5,10,false",
        "5,6,10,true",
        "0.5%,5,1000,false",
        "0.5%,6,1000,true",
        "0%,1,1000000,true",
        "100%,10,10,false",
        "33.3%,333,1000,false",
        "1%,0,0,false"
    })
    void rejectLimit_isExceededAboveItsNumberOrShare(String limit, long rejected, long rows, boolean exceeded) {
        assertThat(new RejectLimit(limit).exceededBy(rejected, rows)).isEqualTo(exceeded);
    }

    @Test
    void rejectLimit_endsAJobEarlyOnlyByANumber() {
        assertThat(new RejectLimit("5").exceededBy(6)).isTrue();
        assertThat(new RejectLimit("5%").exceededBy(6)).isFalse();
        assertThat(RejectLimit.ANY.exceededBy(6)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "101%", "5 %", "1e3", "%"})
    void rejectLimit_refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> new RejectLimit(text)).isInstanceOf(StopException.class);
    }

    @Test
    void cutRule_keepsEveryFrameBelowWhatABrokerTakes() {
        assertThat(new CutRule(20_000, 16 << 20, 16 << 20).maxFrameBytes()).isLessThan(100 << 20);
        assertThatThrownBy(() -> new CutRule(0, 1, 1))
                .isInstanceOf(StopException.class)
                .hasMessage("--chunk-rows must be from 1 to 20000, not 0");
    }

    @Test
    void csvFormat_quotesTheHeaderWhereItMust() {
        assertThat(new CsvFormat(';', true, List.of("a,b", "c;d", "e\"f")).headerText())
                .isEqualTo("a,b;\"c;d\";\"e\"\"f\"");
        assertThatThrownBy(() -> new CsvFormat('"', true, List.of("a"))).isInstanceOf(StopException.class);
        assertThatThrownBy(() -> new CsvFormat('\u00e9', true, List.of("a"))).isInstanceOf(StopException.class);
    }
}
