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

    /** The one that takes this one's place. */
    public Attempt next(long chunk, int parentOfChunk) {
        return new Attempt(number + 1, chunk, parentOfChunk, false);
    }

    public Attempt asBroken() {
        return new Attempt(number, firstChunk, parent, true);
    }
}
