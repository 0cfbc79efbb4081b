package winnow.aws;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the files are: what the user wrote in {@code infra/aws}, what is made in {@code .winnow/aws}, which git ignores. */
final class Workplace {
    private final Path given;
    private final Path made;

    private Workplace(Path given, Path made) {
        this.given = given;
        this.made = made;
    }

    /** @param root of the repository */
    static Workplace of(Path root, Map<String, String> environment) {
        String home = environment.getOrDefault("WINNOW_HOME", "");
        Path made = home.isEmpty() ? root.resolve(".winnow") : Path.of(home);
        return new Workplace(root.resolve("infra").resolve("aws"), made.resolve("aws"));
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
}
