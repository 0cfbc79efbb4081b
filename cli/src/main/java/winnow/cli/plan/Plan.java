package winnow.cli.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.classifier.model.ModelFiles;
import winnow.protocol.job.JobSpec;

/**
 * What a job will take: its rows and bytes from the beginning of the input, the model's speed as it is on this machine, and
 * the rest from measured costs. An estimate.
 *
 * @param rows in the input
 * @param exact whether that is known, or reckoned from how much of the input was read
 * @param sampled how many were read
 * @param inputBytes unpacked
 * @param resultBytes of results.log
 * @param diskBytes that the broker needs at most, for one copy
 * @param microsPerRow of the model, with parsing the row and writing its line, in one thread
 * @param cores that this machine has, and every other is taken to have
 * @param directSeconds by {@code winnow classify}
 * @param sizes what it takes with more and more instances, up to where more bring nothing
 * @param deadline null if there is none
 */
public record Plan(
        long rows,
        boolean exact,
        long sampled,
        long inputBytes,
        long resultBytes,
        long diskBytes,
        double microsPerRow,
        int cores,
        double directSeconds,
        List<Size> sizes,
        @Nullable Deadline deadline) {
    private static final int MOST_INSTANCES = 1024;

    /**
     * @param togetherSeconds everything on this machine
     * @param apartSeconds each instance, the broker, and sender and receiver on machines like this one
     */
    public record Size(int instances, double togetherSeconds, double apartSeconds) {}

    /**
     * @param here instances on this machine that meet it; null if none do
     * @param apart instances on machines of their own that meet it; null if none do
     * @param direct whether {@code winnow classify} meets it
     * @param jobs where no number of instances does: in how many jobs at once they would
     */
    public record Deadline(
            double seconds,
            boolean direct,
            @Nullable Integer here,
            @Nullable Integer apart,
            @Nullable Integer jobs) {}

    /** @param window of the sender, in bytes */
    public static Plan of(JobSpec job, ModelFiles models, int cores, long window, @Nullable Duration deadline) {
        Sample sample;
        try (Classifier classifier = Classifiers.open(job.model(), job.format(), models)) {
            sample = new Sampler(job).sample(classifier);
        }
        return of(sample, cores, window, deadline);
    }

    static Plan of(Sample sample, int cores, long window, @Nullable Duration deadline) {
        long rows = sample.totalRows();
        double whole = sample.rows() == 0 ? 0 : (double) rows / sample.rows();
        long inputBytes = Math.round(sample.inputBytes() * whole);
        long resultBytes = Math.round(sample.resultBytes() * whole);
        double growth = inputBytes == 0 ? 1 : (double) resultBytes / inputBytes;
        long underWay = Math.min(window, inputBytes);
        Costs costs = new Costs(sample, cores);
        return new Plan(
                rows,
                sample.exact(),
                sample.rows(),
                inputBytes,
                resultBytes,
                Math.round(underWay * (1 + growth)),
                sample.micros(),
                cores,
                Costs.DIRECT_START_SECONDS + rows / costs.direct(),
                sizes(rows, costs),
                deadline == null ? null : deadline(rows, costs, deadline.toMillis() / 1000.0));
    }

    private static double together(long rows, Costs costs, int instances) {
        return Costs.START_SECONDS + rows / costs.together(instances);
    }

    private static double apart(long rows, Costs costs, int instances) {
        return Costs.START_SECONDS + rows / costs.apart(instances);
    }

    private static List<Size> sizes(long rows, Costs costs) {
        List<Size> sizes = new ArrayList<>();
        int instances = 1;
        boolean grows = true;
        while (grows && instances <= MOST_INSTANCES) {
            sizes.add(new Size(instances, together(rows, costs, instances), apart(rows, costs, instances)));
            grows = costs.apart(2 * instances) > 1.01 * costs.apart(instances);
            instances *= 2;
        }
        return sizes;
    }

    private static Deadline deadline(long rows, Costs costs, double seconds) {
        Integer here = null;
        Integer apart = null;
        for (int instances = MOST_INSTANCES; instances >= 1; instances--) {
            here = together(rows, costs, instances) <= seconds ? Integer.valueOf(instances) : here;
            apart = apart(rows, costs, instances) <= seconds ? Integer.valueOf(instances) : apart;
        }
        double left = seconds - Costs.START_SECONDS;
        Integer jobs = apart != null || left <= 0 ? null : (int) Math.ceil(rows / costs.mostApart() / left);
        boolean direct = Costs.DIRECT_START_SECONDS + rows / costs.direct() <= seconds;
        return new Deadline(seconds, direct, here, apart, jobs);
    }
}
