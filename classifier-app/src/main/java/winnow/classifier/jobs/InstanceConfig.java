package winnow.classifier.jobs;

import java.nio.file.Path;
import java.util.regex.Pattern;
import winnow.protocol.ExitCode;
import winnow.protocol.kafka.ClientSettings;

/**
 * The settings of one instance.
 *
 * @param name unique in the cluster; clients, threads and logs carry it
 * @param threads stream threads for each job
 * @param stateFolder a folder of this instance alone
 * @param allowExec whether jobs may bring programs that are run here
 */
public record InstanceConfig(ClientSettings settings, String name, int threads, Path stateFolder, boolean allowExec) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public InstanceConfig {
        if (!NAME.matcher(name).matches()) {
            throw ExitCode.USAGE.because("--name takes letters, digits, '.', '_' and '-', not '" + name + "'");
        }
        if (threads < 1 || threads > 256) {
            throw ExitCode.USAGE.because("--threads must be from 1 to 256, not " + threads);
        }
    }
}
