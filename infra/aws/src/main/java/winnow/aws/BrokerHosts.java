package winnow.aws;

/** Hosts that only brokers are on. */
record BrokerHosts(int count, Hardware hardware) {}
