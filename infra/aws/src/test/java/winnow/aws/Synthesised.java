package winnow.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** A template as CDK makes it, to ask questions of. */
final class Synthesised {
    private final JsonNode root;

    private Synthesised(JsonNode root) {
        this.root = root;
    }

    /** Passes the test over, saying why, where there is no Node.js. */
    static Synthesised of(Wanted wanted, Path folder) throws IOException {
        Node.missing().ifPresent(reason -> Assumptions.abort(reason + ": no template to look at"));
        return new Synthesised(Template.read(Synthesis.into(folder, wanted)).root());
    }

    JsonNode root() {
        return root;
    }

    JsonNode resource(String id) {
        return root.path("Resources").path(id);
    }

    /** The properties of all resources of a type. */
    List<JsonNode> all(String type) {
        return StreamSupport.stream(root.path("Resources").spliterator(), false)
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> resource.path("Properties"))
                .toList();
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
