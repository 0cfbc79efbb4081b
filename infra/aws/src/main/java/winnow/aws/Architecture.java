package winnow.aws;

import java.util.regex.Pattern;

/** What a machine's programs are compiled for. */
enum Architecture {
    AMD64("amd64"),
    ARM64("arm64");

    /** Graviton: a g among the letters after the generation, as in c7g, m7gd or t4g; g5, of graphics, has none there. */
    private static final Pattern GRAVITON = Pattern.compile("[a-z]+\\d+[a-z]*g[a-z]*[.].*|a1[.].*");

    private final String label;

    Architecture(String label) {
        this.label = label;
    }

    static Architecture of(String instanceType) {
        return GRAVITON.matcher(instanceType).matches() ? ARM64 : AMD64;
    }

    String label() {
        return label;
    }
}
