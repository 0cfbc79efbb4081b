package winnow.aws;

/** Names of the stack's outputs: what a cluster remembers of itself. */
final class Outputs {
    /** Ends the name of a machine's: its instance id, its private and its public address. */
    static final String HOST = "Host";

    /** How many brokers there are. */
    static final String BROKERS = "Brokers";

    /** See {@link Wanted#kept()}. */
    static final String KEPT = "Kept";

    private Outputs() {}
}
