package winnow.hub.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import winnow.hub.view.EndingJob;

class ReportPageTest {
    private static final String HOSTILE = "</script><script>alert(1)</script><!--";

    private final EndingJob job = new EndingJob();

    private String page() {
        return new String(ReportPage.of(job.views().job(EndingJob.ID).orElseThrow()), StandardCharsets.UTF_8);
    }

    @Test
    void page_asksNobodyForAnything() {
        job.end();
        assertThat(page())
                .doesNotContainPattern("(?:src|href)=\"/")
                .doesNotContainPattern(Pattern.compile("^(?:import|export) ", Pattern.MULTILINE));
    }

    @Test
    void page_holdsTheJobAsTheHubWouldSayIt() throws Exception {
        job.end();
        String json = between(page(), "<script type=\"application/json\" id=\"job-view\">", "</script>");
        var view = new ObjectMapper().readTree(json);
        assertThat(view.path("id").asText()).isEqualTo(EndingJob.ID.text());
        assertThat(view.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(view.path("counts").path("received").asLong()).isEqualTo(3);
    }

    @Test
    void textOfAJob_endsNoElement() throws Exception {
        job.fail(HOSTILE);
        assertThat(page()).doesNotContain(HOSTILE);
        String json = between(page(), "<script type=\"application/json\" id=\"job-view\">", "</script>");
        assertThat(new ObjectMapper().readTree(json).path("reason").asText()).isEqualTo(HOSTILE);
    }

    @Test
    void policy_allowsTheScriptsAndStylesWithinAndNoOthers() throws Exception {
        String page = page();
        String policy = between(page, "Content-Security-Policy\" content=\"", "\">");
        assertThat(policy).doesNotContain("unsafe").startsWith("default-src 'none'");
        Pattern.compile("<(?:script|style)(?: type=\"module\")?>(.*?)</(?:script|style)>", Pattern.DOTALL)
                .matcher(page)
                .results()
                .forEach(element -> assertThat(policy).contains("'sha256-" + digest(element.group(1)) + "'"));
        assertThat(Pattern.compile("'sha256-").matcher(policy).results()).hasSize(4);
    }

    private static String digest(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }
}
