package winnow.aws;

import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.CfnInstance;
import software.amazon.awscdk.services.ec2.CfnKeyPair;
import software.constructs.Construct;

/**
 * The machines of a cluster, in a network of their own, watched. Machines are made by CloudFormation's own words
 * (CfnInstance) and not by CDK's: no role that none of them needs, and ids that a machine keeps.
 */
final class ClusterStack extends Stack {
    ClusterStack(Construct scope, Wanted wanted) {
        super(
                scope,
                wanted.layout().cluster().name(),
                properties(wanted.layout().cluster()));
        Cluster cluster = wanted.layout().cluster();
        List<Machine> machines = wanted.layout().machines();

        Network network = new Network(this, wanted.access());
        Images images = new Images(this, cluster.image(), wanted.images().keySet(), machines);
        CfnKeyPair key = CfnKeyPair.Builder.create(this, "Key")
                .keyName(cluster.name())
                .publicKeyMaterial(wanted.access().publicKey())
                .build();
        Watch watch = new Watch(this, cluster.name(), wanted.oncall());
        for (Machine machine : machines) {
            CfnInstance instance = instance(machine, cluster, network, images, key);
            watch.add(machine, instance.getRef());
            output(
                    machine.id() + Outputs.HOST,
                    Fn.join(" ", List.of(instance.getRef(), instance.getAttrPrivateIp(), instance.getAttrPublicIp())));
        }
        output(Outputs.BROKERS, Integer.toString(wanted.layout().brokers()));
        output(Outputs.KEPT, wanted.kept());
        tag("project", "winnow");
        tag("cluster", cluster.name());
    }

    private static StackProps properties(Cluster cluster) {
        return StackProps.builder()
                .env(Environment.builder().region(cluster.region()).build())
                .description("Winnow: machines of the cluster " + cluster.name())
                .build();
    }

    private CfnInstance instance(Machine machine, Cluster cluster, Network network, Images images, CfnKeyPair key) {
        CfnInstance instance = CfnInstance.Builder.create(this, machine.id())
                .imageId(images.of(machine.hardware().architecture()))
                .instanceType(machine.hardware().type())
                .keyName(key.getRef())
                .subnetId(network.subnet().getSubnetId())
                .securityGroupIds(network.groups(machine.role()))
                .metadataOptions(CfnInstance.MetadataOptionsProperty.builder()
                        .httpTokens("required")
                        .build())
                .blockDeviceMappings(List.of(CfnInstance.BlockDeviceMappingProperty.builder()
                        .deviceName(cluster.image().disk())
                        .ebs(CfnInstance.EbsProperty.builder()
                                .volumeType("gp3")
                                .volumeSize(machine.hardware().diskGiB())
                                .encrypted(true)
                                .deleteOnTermination(true)
                                .build())
                        .build()))
                .propagateTagsToVolumeOnCreation(true)
                .build();
        // without a way out it could fetch no packages when it starts, and be gone before its way out when all is taken
        // away
        instance.getNode().addDependency(network.subnet().getInternetConnectivityEstablished());
        Tags.of(instance).add("Name", cluster.name() + "-" + machine.label());
        Tags.of(instance).add("role", machine.role().label());
        return instance;
    }

    /** A dashboard takes tags by CDK's reading of CloudFormation and none by that of others: it goes without. */
    private void tag(String key, String value) {
        Tags.of(this)
                .add(
                        key,
                        value,
                        TagProps.builder()
                                .excludeResourceTypes(List.of("AWS::CloudWatch::Dashboard"))
                                .build());
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name).value(value).build();
    }
}
