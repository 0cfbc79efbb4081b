package winnow.train;

/** How often a model was right on rows that it had not learnt from. */
final class Evaluation {
    private final long[][] confusion;
    private final double[] accuracies;

    /**
     * @param confusion numbers of rows by the class that they have, and then by the one that the model gives them
     * @param accuracies of each fold
     */
    Evaluation(long[][] confusion, double[] accuracies) {
        this.confusion = confusion;
        this.accuracies = accuracies;
    }

    /** How many rows of one class the model gave the other. */
    long count(int cls, int given) {
        return confusion[cls][given];
    }

    double accuracy() {
        double sum = 0;
        for (double accuracy : accuracies) {
            sum += accuracy;
        }
        return sum / accuracies.length;
    }

    /** Standard deviation of the folds' accuracies. */
    double spread() {
        double mean = accuracy();
        double squares = 0;
        for (double accuracy : accuracies) {
            squares += (accuracy - mean) * (accuracy - mean);
        }
        return Math.sqrt(squares / (accuracies.length - 1));
    }

    /** Of the rows that the model gives this class, the share that has it; NaN if it gives it to none. */
    double precision(int cls) {
        long said = 0;
        for (long[] row : confusion) {
            said += row[cls];
        }
        return said == 0 ? Double.NaN : (double) confusion[cls][cls] / said;
    }

    /** Of the rows that have this class, the share that the model gives it to. */
    double recall(int cls) {
        return (double) confusion[cls][cls] / support(cls);
    }

    /** The harmonic mean of precision and recall. */
    double f1(int cls) {
        double precision = precision(cls);
        double recall = recall(cls);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    long support(int cls) {
        long rows = 0;
        for (long count : confusion[cls]) {
            rows += count;
        }
        return rows;
    }
}
