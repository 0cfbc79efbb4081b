package winnow.protocol.member;

import org.jspecify.annotations.Nullable;

/**
 * How far one member is with one job, since it started. For people to look at: nothing is decided by it.
 *
 * @param rows rows sent, classified or received, rejects included
 * @param rejected of these
 * @param share how much of the input the sender has read, from 0 to 1; for the other roles 0
 * @param missing rows that were received and of which the receiver has counted neither a result nor a reject: 0, or something
 *     is wrong; for the other roles 0
 * @param waiting what holds it up, in one sentence; null while it goes on
 */
public record Progress(
        long rows,
        long rejected,
        double share,
        long missing,
        @Nullable String waiting) {

    public static Progress of(long rows, long rejected) {
        return new Progress(rows, rejected, 0, 0, null);
    }

    public static Progress sent(long rows, long rejected, double share) {
        return new Progress(rows, rejected, share, 0, null);
    }

    public static Progress received(long rows, long rejected, long missing) {
        return new Progress(rows, rejected, 0, missing, null);
    }

    public Progress waiting(@Nullable String sentence) {
        return new Progress(rows, rejected, share, missing, sentence);
    }
}
