package winnow.simulation;

/** What can happen next. */
enum Event {
    /** Whatever is not there is started: a program that died, or a stopped job by 'winnow resume'. */
    START(4),
    SEND(8),
    DELIVER(8),
    CLASSIFY(8),
    ANSWER(4),
    COMMIT(4),
    POLL(8),
    SYNC(4),

    KILL_SENDER,
    /** The sender is taken for dead and replaced, and what its producer holds arrives later. */
    FORSAKE_SENDER,
    DELIVER_LATE,
    ADD_INSTANCE,
    KILL_INSTANCE,
    /** A partition moves to another instance, in good order. */
    REBALANCE,
    /** An instance is taken for dead; it goes on for a while. */
    FORSAKE_INSTANCE,
    CLASSIFY_LATE,
    KILL_RECEIVER,
    /** The receiver will die at one of its next calls to the disk. */
    DIE_AT_DISK,
    CUT_POWER,
    FILL_DISK,
    FREE_DISK,
    LOSE_FRAME,
    LOSE_END,
    DAMAGE_FRAME,
    WIPE_BROKER,
    /** The receiver gives an attempt up, rightly or not. */
    GIVE_UP,
    INTERRUPT,
    EDIT_INPUT;

    private final int weight;

    Event() {
        this(0);
    }

    Event(int weight) {
        this.weight = weight;
    }

    /** How often it happens where all goes well; 0 for a fault. */
    int weight() {
        return weight;
    }
}
