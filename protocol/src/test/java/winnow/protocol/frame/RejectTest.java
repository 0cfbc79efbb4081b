package winnow.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RejectTest {
    private static String line(Reject reject) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reject.appendTo(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void appendTo_doublesQuotesAndKeepsEveryByte() {
        byte[] raw = "\"a\",\r\n\u00ff\u0000\"".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(line(new Reject(3, 5, 70, RejectCode.RAGGED, "na\"me", "say \"no\"", raw)))
                .isEqualTo("3,5,70,RAGGED,\"na\"\"me\",\"say \"\"no\"\"\",\"\"\"a\"\",\r\n\u00ff\u0000\"\"\"\r\n");
    }

    @Test
    void appendTo_cutsWhatPeopleWroteButNotTheRow() {
        String line = line(new Reject(1, 1, 0, RejectCode.RAGGED, "c".repeat(500), "m".repeat(500), new byte[2000]));
        assertThat(line.length()).isBetween(2000 + 240, 2000 + 300);
    }
}
