package winnow.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a stack is made from.
 *
 * @param images the image of each architecture that has been looked up before, so that a newer one does not replace machines
 *     that are there; what is missing is looked up by CloudFormation
 * @param access what the caller may reach, and with which key
 * @param oncall numbers in E.164
 */
record Wanted(Layout layout, Map<Architecture, String> images, Access access, List<String> oncall) {
    Wanted {
        images = Map.copyOf(images);
        oncall = List.copyOf(oncall);
    }

    /**
     * What cannot change under machines that are there: CloudFormation would put new ones, with empty disks, in their place.
     * It stands in the stack's outputs, and is compared before each change.
     */
    String kept() {
        Cluster cluster = layout.cluster();
        Map<String, String> kept = new TreeMap<>();
        kept.put("image", cluster.image().label());
        kept.put("instances.diskGiB", Integer.toString(cluster.instances().diskGiB()));
        kept.put("metrics.diskGiB", Integer.toString(cluster.metrics().diskGiB()));
        BrokerHosts own = cluster.brokers();
        kept.put("brokers", own == null ? "on-instances" : own.count() + "-hosts");
        if (own != null) {
            kept.put("brokers.diskGiB", Integer.toString(own.hardware().diskGiB()));
        }
        layout.machines()
                .forEach(machine -> kept.put(
                        machine.role().label() + ".architecture",
                        machine.hardware().architecture().label()));
        kept.put("key", access.keyDigest());
        return String.join(" ", kept.entrySet().stream().map(Object::toString).toList());
    }
}
