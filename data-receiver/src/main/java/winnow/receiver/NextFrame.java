package winnow.receiver;

import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.ResultsFrame;
import winnow.receiver.log.Mark;
import winnow.receiver.order.Arrival;
import winnow.receiver.order.LostFrameException;

/** What must be true of a frame whose turn has come, before it goes into the log or ends it. Pure. */
public final class NextFrame {
    private NextFrame() {}

    /** @throws LostFrameException if the frame was made from another input than what is in the log */
    public static void requireSameInput(Arrival arrival, Mark appended) {
        if (arrival.frame().parent() != appended.source()) {
            throw new LostFrameException("chunk " + arrival.frame().number() + " in partition " + arrival.partition()
                    + " of the results topic, offset " + arrival.offset() + ", is of another input than the "
                    + appended.rows() + " rows before it: the input was changed while it was sent");
        }
    }

    /** @throws LostFrameException if it holds no results */
    public static ResultsFrame results(Arrival arrival) {
        Frame frame = arrival.frame();
        if (frame instanceof ResultsFrame results) {
            return results;
        }
        throw new LostFrameException("chunk " + frame.number() + " in partition " + arrival.partition()
                + " of the results topic, offset " + arrival.offset() + ", holds rows that were not classified:"
                + " something other than Winnow's instances wrote it");
    }

    /**
     * The rows that were sent have to be there, each as a result or as a reject.
     *
     * @param results lines that were counted in the frame's results; negative if they do not end
     * @param rejects likewise in its rejects
     * @throws LostFrameException if they are not as many as it says
     */
    static void requireItsRows(Arrival arrival, ResultsFrame frame, int results, int rejects) {
        if (results != frame.rows() - frame.rejected() || rejects != frame.rejected()) {
            throw new LostFrameException("chunk " + frame.number() + " in partition " + arrival.partition()
                    + " of the results topic, offset " + arrival.offset() + ", was made of " + frame.rows()
                    + " rows, and brings " + count(results, "results") + " and " + count(rejects, "rejects")
                    + " where it names " + (frame.rows() - frame.rejected()) + " and " + frame.rejected());
        }
    }

    private static String count(int lines, String what) {
        return lines < 0 ? "half of one of its " + what : lines + " " + what;
    }

    /** Rule 3: only the manifest says that all is there, and then all has to be there. */
    public static void requireAllRows(Manifest manifest, Mark appended) {
        if (manifest.rows() != appended.rows()) {
            throw new LostFrameException("the input has " + manifest.rows() + " rows in " + manifest.number()
                    + " chunks, and " + appended.rows() + " rows came back in " + appended.next() + " (classified "
                    + appended.classified() + ", rejected " + appended.rejected() + ")");
        }
    }
}
