package winnow.local;

/**
 * One broker of the cluster, which is its own controller too.
 *
 * @param number its node id, from 1
 * @param brokerPort where clients and the other brokers reach it
 * @param controllerPort where the brokers reach its controller
 */
record BrokerNode(int number, int brokerPort, int controllerPort) {
    /** Of its process, its folder and its log; the first one is called as the only one is. */
    String name() {
        return number == 1 ? "broker" : "broker-" + number;
    }

    String address() {
        return BrokerSettings.HOST + ":" + brokerPort;
    }

    /** As {@code controller.quorum.voters} wants it. */
    String voter() {
        return number + "@" + BrokerSettings.HOST + ":" + controllerPort;
    }
}
