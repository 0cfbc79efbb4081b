package winnow.aws;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the files are: what the user wrote in {@code infra/aws}, what is made in {@code .winnow/aws}, which git ignores. */
final class Workplace {
    private final Path root;
    private final Path given;
    private final Path made;

    private Workplace(Path root, Path given, Path made) {
        this.root = root;
        this.given = given;
        this.made = made;
    }

    /** @param where the repository is */
    static Workplace of(Path where, Map<String, String> environment) {
        Path root = where.toAbsolutePath().normalize();
        String home = environment.getOrDefault("WINNOW_HOME", "");
        Path made = home.isEmpty() ? root.resolve(".winnow") : Path.of(home).toAbsolutePath();
        return new Workplace(root, root.resolve("infra").resolve("aws"), made.resolve("aws"));
    }

    Cluster cluster() {
        return ClusterFile.read(given.resolve("cluster.json"));
    }

    List<String> oncall() {
        return Oncall.read(given.resolve("ONCALL.json"));
    }

    /** What a plan leaves to be read, beside that which is deployed. */
    Path plan() {
        return made.resolve("plan");
    }

    /** What is deployed. */
    Path assembly() {
        return made.resolve("stack");
    }

    Path key() {
        return made.resolve("key");
    }

    Path knownHosts() {
        return made.resolve("known_hosts");
    }

    /** Its name is that of the cluster where playbooks keep what they know of it. */
    Path inventory() {
        return made.resolve("aws.yml");
    }

    /** Certificates and keys of a cluster, which playbooks make and which are worth nothing without its machines. */
    Path playbookState() {
        return root.resolve(".winnow/hosts/aws");
    }

    Path urls() {
        return root.resolve("urls.txt");
    }

    /** Of the cdk command's package.json. */
    Path given() {
        return given;
    }

    Path root() {
        return root;
    }
}
