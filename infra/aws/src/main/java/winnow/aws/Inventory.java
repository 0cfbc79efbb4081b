package winnow.aws;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What Ansible has to know of the machines: the same as anybody writes down for TARGET=hosts. Pure. */
final class Inventory {
    private Inventory() {}

    /**
     * A machine is known by its id and not by its address, which another machine may have had before: its key is taken on
     * trust the first time, and must be the same from then on.
     *
     * @param key the private one
     * @param knownHosts where the keys of machines are kept
     */
    static String text(Layout layout, List<Host> hosts, Path key, Path knownHosts) {
        List<String> lines = new ArrayList<>();
        lines.add("# Written by 'make up TARGET=aws' from the outputs of the stack "
                + layout.cluster().name() + ": changes are lost.");
        lines.add("all:");
        lines.add("  vars:");
        lines.add("    ansible_user: " + layout.cluster().image().user());
        lines.add("    ansible_become: true");
        lines.add("    ansible_ssh_private_key_file: " + quoted(key.toString()));
        lines.add("    ansible_ssh_common_args: "
                + quoted(
                        "-o IdentitiesOnly=yes -o StrictHostKeyChecking=accept-new -o HostKeyAlias={{ aws_instance_id }}"
                                + " -o 'UserKnownHostsFile=\"" + knownHosts + "\"'"));
        lines.add("  hosts:");
        for (Host host : hosts) {
            lines.add("    %s: {ansible_host: %s, winnow_address: %s, aws_instance_id: %s}"
                    .formatted(host.machine().label(), host.outside(), host.inside(), host.instanceId()));
        }
        lines.add("  children:");
        group(lines, "brokers", layout.brokerHosts());
        group(lines, "instances", of(layout, Role.INSTANCE));
        group(lines, "metrics_host", of(layout, Role.METRICS));
        return String.join("\n", lines) + "\n";
    }

    private static List<Machine> of(Layout layout, Role role) {
        return layout.machines().stream()
                .filter(machine -> machine.role() == role)
                .toList();
    }

    private static void group(List<String> lines, String name, List<Machine> machines) {
        lines.add("    " + name + ":");
        lines.add("      hosts: {"
                + machines.stream().map(machine -> machine.label() + ": ").collect(Collectors.joining(", ")) + "}");
    }

    /** As YAML has it in single quotes. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
