package winnow.chaos;

/** What can go wrong in the middle of a job. */
enum Fault {
    KILL_SENDER,
    KILL_RECEIVER,
    /** Asked to stop, in good order. */
    TERM_RECEIVER,
    /** Still there, and silent for a while. */
    FREEZE_SENDER,
    FREEZE_RECEIVER,
    KILL_INSTANCE,
    TERM_INSTANCE,
    /** A zombie: silent for longer than every time-out, then back. */
    FREEZE_INSTANCE,
    KILL_ALL_INSTANCES,
    GROW,
    SHRINK,
    KILL_BROKER,
    /** Killed, and its data removed. */
    WIPE_BROKER,
    /** The command that watches over the job; its programs go on. */
    KILL_RUN,
    /** By SIGTERM: SIGINT is deaf in what a script has put into the background. */
    INTERRUPT_RUN,
    /** The whole cluster, in good order. */
    DOWN_AND_UP,
    /** The disk that the receiver writes to. */
    FILL_DISK,
    /** A chunk is deleted from a topic, for good. */
    DELETE_CHUNK,
    /** Nothing reaches the broker for a while. */
    CUT_NETWORK;

    /** It has done its work long before the first results are safe. */
    boolean strikesTheSender() {
        return this == KILL_SENDER || this == FREEZE_SENDER;
    }
}
