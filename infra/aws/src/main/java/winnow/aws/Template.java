package winnow.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What stands in a template. */
final class Template {
    private final JsonNode root;

    private Template(JsonNode root) {
        this.root = root;
    }

    static Template read(Path file) throws IOException {
        return new Template(new ObjectMapper().readTree(file.toFile()));
    }

    JsonNode root() {
        return root;
    }

    /** How many there are of each type of resource, in alphabetical order. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        root.path("Resources")
                .forEach(resource -> counts.merge(resource.path("Type").asText(), 1, Integer::sum));
        return counts;
    }
}
