package winnow.aws;

import java.util.List;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * One network in one zone, as traffic between zones costs money and each row crosses it four times. Every machine has a
 * public address, by which the caller and nobody else reaches it; among themselves they speak by private ones.
 */
final class Network {
    private final Vpc vpc;
    private final SecurityGroup machines;
    private final SecurityGroup hub;

    Network(Construct scope, Access access) {
        vpc = Vpc.Builder.create(scope, "Network")
                .maxAzs(1)
                .natGateways(0)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("Public")
                        .subnetType(SubnetType.PUBLIC)
                        .mapPublicIpOnLaunch(true)
                        .build()))
                .build();
        machines = group(scope, "Machines", "SSH from the caller; among themselves, everything");
        machines.addIngressRule(Peer.ipv4(access.address() + "/32"), Port.tcp(22), "SSH from the caller");
        machines.getConnections().allowInternally(Port.allTraffic(), "among the machines");
        hub = group(scope, "HubPage", "The hub from the caller");
        hub.addIngressRule(Peer.ipv4(access.address() + "/32"), Port.tcp(access.hubPort()), "the hub from the caller");
    }

    ISubnet subnet() {
        return vpc.getPublicSubnets().get(0);
    }

    List<String> groups(Role role) {
        return role == Role.METRICS
                ? List.of(machines.getSecurityGroupId(), hub.getSecurityGroupId())
                : List.of(machines.getSecurityGroupId());
    }

    /** What goes out is free: machines fetch their packages, and the hub calls back. */
    private SecurityGroup group(Construct scope, String id, String what) {
        return SecurityGroup.Builder.create(scope, id)
                .vpc(vpc)
                .description(what)
                .allowAllOutbound(true)
                .build();
    }
}
