package winnow.protocol.job;

import winnow.protocol.frame.Frame;

/**
 * One pair of topics through which a job's frames travel. When frames of it were lost, it is given up as a whole and
 * another takes its place, which begins at the first frame that is not in the results log: nothing is ever mended in a
 * topic, and whoever is late with the old pair disturbs nobody.
 *
 * @param number from 1
 * @param firstChunk number of the first frame that travels in it
 * @param parent what that frame names as its parent, so that it is seen whether it is still the same input
 * @param broken whether frames of it were lost: the job can go on only by another attempt
 */
public record Attempt(int number, long firstChunk, int parent, boolean broken) {

    public static final Attempt FIRST = new Attempt(1, 0, Frame.NO_PARENT, false);

    public Attempt {
        if (number < 1 || firstChunk < 0) {
            throw new IllegalArgumentException("attempt " + number + " cannot begin at chunk " + firstChunk);
        }
    }

    /**
     * The one by which a job goes on that was left: this one if it is whole, else the one that takes its place.
     *
     * @param topicsAreThere whether Kafka still knows the job and has the topics of this attempt
     * @param chunk number of the first frame that is not safe in the results log
     * @param parentOfChunk what that frame names as its parent
     */
    public Attempt toGoOnBy(boolean topicsAreThere, long chunk, int parentOfChunk) {
        // a log that was lost since needs frames from before those that travel in this one
        boolean whole = topicsAreThere && !broken && chunk >= firstChunk;
        return whole ? this : next(chunk, parentOfChunk);
    }

    /** The one that takes this one's place. */
    public Attempt next(long chunk, int parentOfChunk) {
        return new Attempt(number + 1, chunk, parentOfChunk, false);
    }

    public Attempt asBroken() {
        return new Attempt(number, firstChunk, parent, true);
    }
}
