package winnow.cli.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * One live line on a terminal, drawn over itself; elsewhere a plain line every 10 s, so that a log stays readable; or
 * nothing at all. One thread.
 */
public final class ProgressLine {
    private static final Duration PLAIN = Duration.ofSeconds(10);
    private static final String BACK_AND_CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final Style style;
    private final Rate rate = new Rate();
    private long lastPlain;
    private boolean drawn;

    public enum Style {
        LIVE,
        PLAIN,
        NONE
    }

    public ProgressLine(PrintWriter out, Style style, long nowNanos) {
        this.out = out;
        this.style = style;
        this.lastPlain = nowNanos;
    }

    /** The style that fits where standard error goes; bin/winnow knows. */
    public static Style style(boolean quiet) {
        if (quiet) {
            return Style.NONE;
        }
        return Boolean.getBoolean("winnow.terminal") ? Style.LIVE : Style.PLAIN;
    }

    void show(JobProgress progress, long nowNanos) {
        rate.at(nowNanos, progress.received());
        if (style == Style.LIVE) {
            out.print(BACK_AND_CLEAR + text(progress, rate.perSecond()));
            out.flush();
            drawn = true;
        } else if (style == Style.PLAIN && nowNanos - lastPlain >= PLAIN.toNanos()) {
            out.println(text(progress, rate.perSecond()));
            out.flush();
            lastPlain = nowNanos;
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

    public static String text(JobProgress progress, double rowsPerSecond) {
        long total = progress.total();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "sent %,d  classified %,d  received %,d",
                progress.sent(),
                progress.classified(),
                progress.received()));
        if (total > 0) {
            line.append(String.format(
                    Locale.ROOT, " of %,d (%d%%)", total, Math.min(100, 100 * progress.received() / total)));
        }
        line.append(String.format(Locale.ROOT, "  %,.0f rows/s", rowsPerSecond));
        if (total > 0 && rowsPerSecond >= 1) {
            line.append("  ETA ").append(duration(Math.round((total - progress.received()) / rowsPerSecond)));
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
