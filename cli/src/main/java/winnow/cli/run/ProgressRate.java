package winnow.cli.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import winnow.hub.view.Eta;
import winnow.hub.view.JobProgress;
import winnow.hub.view.RowRate;

/** How fast a job goes on, and when it will be done, by the rule of the hub's page. One thread. */
public final class ProgressRate {
    private final RowRate received = RowRate.steady();
    private final Eta eta = new Eta();

    public void at(Instant now, JobProgress progress) {
        received.at(now, progress.received());
        eta.at(now, progress.classified(), progress.total());
    }

    double perSecond() {
        return received.perSecond();
    }

    @Nullable Double etaSeconds(JobProgress progress) {
        return eta.seconds(progress.classified(), progress.received(), progress.total());
    }
}
