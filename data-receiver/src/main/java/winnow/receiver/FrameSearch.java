package winnow.receiver;

/** Looks for a frame that does not come. A seam: the loop is tested with answers, and the answers with a broker. */
interface FrameSearch {

    /**
     * What was found.
     *
     * @param lost whether the frame is gone, as far as can be told from one look
     * @param sentence names the frame, and says what it waits for or how it was lost
     */
    record Found(boolean lost, String sentence) {}

    /** @param topic the receiver's own place in the results topic */
    Found look(long frame, ResultsTopic topic);
}
