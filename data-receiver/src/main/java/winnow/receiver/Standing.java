package winnow.receiver;

/** What the loop asks of the world around it, and tells it: how the job stands. The loop's thread. */
interface Standing {
    /** @throws winnow.protocol.StopException when somebody else has ended or stopped the job */
    void ensureAtWork();

    /** There is no room, as the sentence says; nothing is appended until {@link #roomAgain}. */
    void diskFull(String sentence);

    void roomAgain();

    /** Waits a moment. @return whether the program is to end */
    boolean pause();
}
