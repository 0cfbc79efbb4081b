package winnow.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How one run ended.
 *
 * @param struck the faults in the order in which they happened, with those that found nothing to strike marked
 * @param resumes how often 'winnow resume' was needed
 * @param longestStandstill of the results log after a fault, with the time in which the fault lasted and was mended
 */
record ChaosResult(
        Schedule schedule,
        String job,
        List<String> struck,
        String verdict,
        int resumes,
        Duration wall,
        Duration longestStandstill) {

    static final String CSV_HEADER = "seed,instances,faults,verdict,resumes,seconds,longest_standstill_seconds,job";

    boolean good() {
        return verdict.equals("same bytes");
    }

    String csv() {
        return String.format(
                Locale.ROOT,
                "%d,%d,%s,%s,%d,%.1f,%.1f,%s",
                schedule.seed(),
                schedule.instances(),
                String.join(" ", struck),
                verdict,
                resumes,
                wall.toMillis() / 1e3,
                longestStandstill.toMillis() / 1e3,
                job);
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "seed %d: %s: %s, %d resumed, %.1f s, stood still for %.1f s at most",
                schedule.seed(),
                String.join(" ", struck),
                verdict,
                resumes,
                wall.toMillis() / 1e3,
                longestStandstill.toMillis() / 1e3);
    }
}
