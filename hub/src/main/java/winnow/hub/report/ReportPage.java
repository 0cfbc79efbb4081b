package winnow.hub.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import winnow.hub.view.JobView;
import winnow.hub.view.ViewJson;

/**
 * The hub's page of one job as a single file: it opens from a disk, without a hub, and asks nobody for anything. Its policy
 * allows the scripts and styles that were put in and nothing else, whatever bytes a reject may hold.
 */
public final class ReportPage {
    private static final String CHARSET = "<meta charset=\"utf-8\">";

    private final List<String> scripts = new ArrayList<>();
    private final List<String> styles = new ArrayList<>();
    private String html = PageFile.read("index.html");

    private ReportPage() {}

    /** The page in UTF-8. */
    public static byte[] of(JobView job) {
        return new ReportPage().with(job).getBytes(StandardCharsets.UTF_8);
    }

    private String with(JobView job) {
        style("vendor/uPlot.min.css");
        style("page.css");
        script(
                "<script src=\"/page/vendor/uPlot.iife.min.js\" defer></script>",
                "",
                PageFile.read("vendor/uPlot.iife.min.js"));
        script(
                "<script src=\"/page/main.js\" type=\"module\"></script>",
                " type=\"module\"",
                PageModules.from("main.js"));
        replace("</head>", "<script type=\"application/json\" id=\"job-view\">" + json(job) + "</script>\n</head>");
        replace(CHARSET, CHARSET + "\n<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy() + "\">");
        return html;
    }

    /** No text within can end the element that holds it. */
    private static String json(JobView job) {
        return new String(ViewJson.write(job), StandardCharsets.UTF_8).replace("<", "\\u003c");
    }

    private void style(String file) {
        String text = PageFile.read(file);
        styles.add(digest(text));
        replace("<link rel=\"stylesheet\" href=\"/page/" + file + "\">", "<style>" + text + "</style>");
    }

    private void script(String tag, String attributes, String text) {
        scripts.add(digest(text));
        replace(tag, "<script" + attributes + ">" + text + "</script>");
    }

    private void replace(String tag, String instead) {
        if (!html.contains(tag)) {
            throw new IllegalStateException("index.html has no " + tag);
        }
        html = html.replace(tag, instead);
    }

    private String policy() {
        return "default-src 'none'; script-src " + String.join(" ", scripts) + "; style-src " + String.join(" ", styles)
                + "; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
