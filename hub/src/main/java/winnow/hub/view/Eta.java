package winnow.hub.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a job will be done, by the rows that are classified. Those received come in bursts, as none is passed on before
 * those of the other partitions, and say little of a few seconds. One thread.
 */
public final class Eta {
    private final RowRate rate = RowRate.steady();

    /** @param total rows in the input, null if unknown; when all are classified the rate stays as it was */
    public void at(Instant now, long classified, @Nullable Long total) {
        if (total == null || classified < total) {
            rate.at(now, classified);
        }
    }

    /** Seconds until the last row is received; null if nobody can tell. */
    public @Nullable Double seconds(long classified, long received, @Nullable Long total) {
        double perSecond = rate.perSecond();
        if (total == null || perSecond <= 0) {
            return null;
        }
        // rows that an instance took with it when it died are classified twice: who counts all has yet to receive some
        long left = classified < total ? total - classified : total - received;
        return Math.max(0, left) / perSecond;
    }
}
