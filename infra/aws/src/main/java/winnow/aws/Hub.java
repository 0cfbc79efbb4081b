package winnow.aws;

/** The hub's page, which is served by the metrics host. */
final class Hub {
    static final int PORT = 4000;

    private Hub() {}
}
