package winnow.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

/** Reads {@code cluster.json}. Whatever is wrong with it is one line that names the field and what it may be. */
final class ClusterFile {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]{0,39}");
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]*[.][a-z0-9-]+");

    /** The images themselves have 8 GiB, and a disk cannot be smaller than its image. */
    private static final int SMALLEST_GIB = 8;

    private static final int LARGEST_GIB = 16384;

    private final Path file;

    private ClusterFile(Path file) {
        this.file = file;
    }

    /** @throws StopException USAGE */
    static Cluster read(Path file) {
        return new ClusterFile(file).read();
    }

    private Cluster read() {
        JsonNode root = parse();
        knowsOnly("", root, Set.of("name", "region", "image", "instances", "brokers", "metrics"));
        String label = text(root, "image");
        return new Cluster(
                matching(NAME, root, "name", "a letter, then up to 39 letters, digits and hyphens"),
                region(root),
                Image.of(label).orElseThrow(() -> wrong("image must be " + Image.labels() + ", not '" + label + "'")),
                hardware(root, "instances", Set.of("type", "diskGiB")),
                brokers(root),
                hardware(root, "metrics", Set.of("type", "diskGiB")));
    }

    private JsonNode parse() {
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw wrong("no JSON at line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw ExitCode.USAGE.because(
                    "cannot read " + file + ": is it there? The repository has one to start from", e);
        }
    }

    private String region(JsonNode root) {
        String region = text(root, "region");
        if (Region.regions().stream().noneMatch(known -> known.id().equals(region))) {
            throw wrong("region '" + region + "' is none of AWS: take one as eu-central-1");
        }
        return region;
    }

    private @Nullable BrokerHosts brokers(JsonNode root) {
        if (!root.has("brokers")) {
            return null;
        }
        Hardware hardware = hardware(root, "brokers", Set.of("type", "diskGiB", "count"));
        int count = number(root.path("brokers"), "brokers.count", 1, 5);
        if (count % 2 == 0) {
            throw wrong("brokers.count must be 1, 3 or 5, not " + count + ": one more would outlive no more deaths");
        }
        return new BrokerHosts(count, hardware);
    }

    private Hardware hardware(JsonNode root, String field, Set<String> known) {
        JsonNode node = root.path(field);
        if (!node.isObject()) {
            throw wrong(field + " must be an object with "
                    + String.join(" and ", known.stream().sorted().toList()));
        }
        knowsOnly(field + ".", node, known);
        return new Hardware(
                matching(TYPE, node, "type", "an instance type as c7i.xlarge"),
                number(node, field + ".diskGiB", SMALLEST_GIB, LARGEST_GIB));
    }

    private void knowsOnly(String prefix, JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw wrong("there is no '" + prefix + field + "', but "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }

    private String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw wrong(field + " must be a text");
        }
        return value.textValue();
    }

    private String matching(Pattern pattern, JsonNode node, String field, String what) {
        String value = text(node, field);
        if (!pattern.matcher(value).matches()) {
            throw wrong(field + " must be " + what + ", not '" + value + "'");
        }
        return value;
    }

    private int number(JsonNode node, String field, int least, int most) {
        JsonNode value = node.path(field.substring(field.indexOf('.') + 1));
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw wrong(field + " must be a number from " + least + " to " + most
                    + (value.isMissingNode() ? "" : ", not " + value));
        }
        return value.intValue();
    }

    private StopException wrong(String what) {
        return ExitCode.USAGE.because(file + ": " + what);
    }
}
