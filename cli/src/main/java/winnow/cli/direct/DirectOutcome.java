package winnow.cli.direct;

import java.nio.file.Path;
import java.util.Locale;
import winnow.cli.tally.TallyText;
import winnow.receiver.tally.Tally;

/** What became of the rows of a direct run. */
public record DirectOutcome(long rows, long rejected, double seconds, String sha256, Path log, Tally tally) {
    public String text() {
        return String.format(
                        Locale.ROOT,
                        "%,d rows: %,d classified, %,d rejected, %.1f s, %,d rows/s%nsha256 %s  %s%n",
                        rows,
                        rows - rejected,
                        rejected,
                        seconds,
                        Math.round(rows / seconds),
                        sha256,
                        log)
                + TallyText.of(tally.labels(), tally.evaluation());
    }
}
