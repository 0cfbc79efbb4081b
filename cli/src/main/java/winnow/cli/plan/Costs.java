package winnow.cli.plan;

/**
 * What the way through the cluster costs beside the model, as docs/SCALING.md has measured it: processor microseconds for
 * a row of 122 bytes, on one core. Rows of other lengths cost in proportion: copies, checksums and digests are most of it.
 */
final class Costs {
    private static final double MEASURED_ROW_BYTES = 122;

    private static final double SENDER = 1.1;
    private static final double BROKER = 2.8;
    private static final double INSTANCE = 3.6;
    private static final double RECEIVER = 2.1;
    private static final double WATCHING = 1.0;
    /** Reading, cutting, digesting and writing in one process. */
    private static final double DIRECT = 2.6;

    /** From the command to the first row, on a cluster that is up. */
    static final double START_SECONDS = 6;

    static final double DIRECT_START_SECONDS = 1;

    private final Sample sample;
    private final int cores;
    private final double scale;

    /** @param cores of each machine */
    Costs(Sample sample, int cores) {
        this.sample = sample;
        this.cores = cores;
        this.scale = sample.rows() == 0 ? 1 : sample.inputBytes() / MEASURED_ROW_BYTES / sample.rows();
    }

    /** Rows a second by {@code winnow classify}. */
    double direct() {
        return cores * perSecond(DIRECT * scale + sample.micros());
    }

    /** Rows a second with so many instances on one machine, with everything else of the cluster. */
    double together(int instances) {
        double all = (SENDER + BROKER + INSTANCE + RECEIVER + WATCHING) * scale + sample.busyMicros();
        return Math.min(cores * perSecond(all), apart(instances));
    }

    /** Rows a second with so many instances, each on a machine of its own, as brokers, sender and receiver are. */
    double apart(int instances) {
        double classified = (double) instances * cores * perSecond(INSTANCE * scale + sample.micros());
        return Math.min(classified, mostApart());
    }

    /** What one sender, one receiver and the brokers can do, whatever the instances. */
    double mostApart() {
        double broker = cores * perSecond(BROKER * scale);
        return Math.min(broker, Math.min(perSecond(SENDER * scale), perSecond(RECEIVER * scale)));
    }

    private static double perSecond(double micros) {
        return 1e6 / micros;
    }
}
