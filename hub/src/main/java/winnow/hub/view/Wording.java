package winnow.hub.view;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.ModelSpec;

/** Models and inputs in a few words. */
final class Wording {
    private static final int NAMED_FILES = 3;
    /** Where a kind like {@code cel:RULE} keeps what stands behind the colon. */
    private static final String ARGUMENT = "argument";

    private Wording() {}

    static String model(ModelSpec model) {
        String argument = model.options().get(ARGUMENT);
        if (argument != null) {
            return model.kind() + ": " + argument;
        }
        return model.file() == null
                ? model.kind()
                : model.kind() + " " + model.file().name() + " (" + model.file().shortSha256() + ")";
    }

    static String input(JobInput input) {
        if (input instanceof JobInput.Files files) {
            return files(files.paths());
        }
        if (input instanceof JobInput.Generated generated) {
            return String.format(Locale.ROOT, "%,d generated rows, seed %d", generated.rows(), generated.seed());
        }
        return "standard input";
    }

    private static String files(List<String> paths) {
        String names = paths.stream().limit(NAMED_FILES).map(Wording::name).collect(Collectors.joining(", "));
        int more = paths.size() - NAMED_FILES;
        return (paths.size() == 1 ? "file " : "files ") + names + (more > 0 ? " and " + more + " more" : "");
    }

    private static String name(String path) {
        Path name = Path.of(path).getFileName();
        return name == null ? path : name.toString();
    }

    static String seconds(double seconds) {
        return seconds < 120 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }
}
