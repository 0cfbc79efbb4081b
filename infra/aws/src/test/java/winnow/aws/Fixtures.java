package winnow.aws;

import java.util.List;
import java.util.Map;

/** What the tests make stacks of. */
final class Fixtures {
    static final Hardware INSTANCE = new Hardware("c7i.xlarge", 50);
    static final Hardware METRICS = new Hardware("t3.medium", 30);
    static final Hardware BROKER = new Hardware("m7g.large", 200);

    static final Cluster CLUSTER = new Cluster("winnow", "us-east-1", Image.DEBIAN_12, INSTANCE, null, METRICS);
    static final Cluster WITH_BROKER_HOSTS =
            new Cluster("winnow", "us-east-1", Image.UBUNTU_24_04, INSTANCE, new BrokerHosts(3, BROKER), METRICS);

    private Fixtures() {}

    static Wanted wanted(Layout layout) {
        return new Wanted(layout, Map.of(), Access.nobodys(), List.of());
    }
}
