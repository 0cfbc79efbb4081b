package winnow.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every option has an environment variable: {@code --cluster-size} is {@code WINNOW_CLUSTER_SIZE}. One that is empty
 * counts as not set, so that the Makefile can pass all of its variables on. The command line stands above it.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec arg) {
        if (!arg.isOption() || ((OptionSpec) arg).usageHelp() || ((OptionSpec) arg).versionHelp()) {
            return arg.defaultValue();
        }
        String value = environment.get(variable((OptionSpec) arg));
        return value == null || value.isEmpty() ? arg.defaultValue() : value;
    }

    static String variable(OptionSpec option) {
        return "WINNOW_"
                + option.longestName().replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
