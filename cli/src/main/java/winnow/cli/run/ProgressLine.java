package winnow.cli.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import winnow.hub.view.JobProgress;

/**
 * One live line on a terminal, drawn over itself; elsewhere a plain line every 10 s, so that a log stays readable; or
 * nothing at all. One thread.
 */
public final class ProgressLine {
    private static final Duration PLAIN = Duration.ofSeconds(10);
    private static final String BACK_AND_CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final Style style;
    private final ProgressRate rate = new ProgressRate();
    private Instant lastPlain;
    private boolean drawn;

    public enum Style {
        LIVE,
        PLAIN,
        NONE
    }

    public ProgressLine(PrintWriter out, Style style, Instant now) {
        this.out = out;
        this.style = style;
        this.lastPlain = now;
    }

    /** The style that fits where standard error goes; bin/winnow knows. */
    public static Style style(boolean quiet) {
        if (quiet) {
            return Style.NONE;
        }
        return Boolean.getBoolean("winnow.terminal") ? Style.LIVE : Style.PLAIN;
    }

    void show(JobProgress progress, Instant now) {
        rate.at(now, progress);
        if (style == Style.LIVE) {
            out.print(BACK_AND_CLEAR + text(progress, rate));
            out.flush();
            drawn = true;
        } else if (style == Style.PLAIN && !now.isBefore(lastPlain.plus(PLAIN))) {
            out.println(text(progress, rate));
            out.flush();
            lastPlain = now;
        }
    }

    /** Says something once, for good, in whatever style. */
    void say(String sentence) {
        if (style != Style.NONE) {
            clear();
            out.println(sentence);
            out.flush();
        }
    }

    /** Takes the live line away, before something else is written. */
    void clear() {
        if (drawn) {
            out.print(BACK_AND_CLEAR);
            out.flush();
            drawn = false;
        }
    }

    public static String text(JobProgress progress, ProgressRate rate) {
        Long total = progress.total();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "sent %,d  classified %,d  received %,d",
                progress.sent(),
                progress.classified(),
                progress.received()));
        if (total != null && total > 0) {
            line.append(String.format(
                    Locale.ROOT, " of %,d (%d%%)", total, Math.min(100, 100 * progress.received() / total)));
        }
        line.append(String.format(Locale.ROOT, "  %,.0f rows/s", rate.perSecond()));
        Double eta = rate.etaSeconds(progress);
        if (eta != null) {
            line.append("  ETA ").append(duration(Math.round(eta)));
        }
        progress.waiting().ifPresent(what -> line.append("  waits: ").append(what));
        return line.toString();
    }

    private static String duration(long seconds) {
        long left = Math.max(0, seconds);
        return left < 3600
                ? String.format(Locale.ROOT, "%d:%02d", left / 60, left % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", left / 3600, left / 60 % 60, left % 60);
    }
}
