package winnow.aws;

/** What a machine is there for. An instance's host may bear a broker too. */
enum Role {
    INSTANCE("Instance", "instance"),
    BROKER("Broker", "broker"),
    METRICS("Metrics", "metrics");

    private final String id;
    private final String label;

    Role(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /** How its names in the template begin. */
    String id() {
        return id;
    }

    /** How its names for people begin. */
    String label() {
        return label;
    }
}
