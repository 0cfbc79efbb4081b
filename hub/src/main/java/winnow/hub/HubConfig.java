package winnow.hub;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.kafka.ClientSettings;

/**
 * How a hub is set up. Cannot be built wrong.
 *
 * @param settings where Kafka is
 * @param host name or address to listen on; others than this machine's own need a token file
 * @param port 0 for any that is free
 * @param jobs folder in which each job has one of its own
 * @param inputs folders below which a job's input may lie; empty: inputs can only be uploaded or generated
 * @param tokenFile who may do what; null for no login
 * @param maxRunning so many jobs run at once, the others wait
 * @param privateCallbacks whether callbacks may go to private, loopback and link-local addresses
 * @param mostStreams open streams of events at once
 * @param mostUploadBytes of one upload
 */
public record HubConfig(
        ClientSettings settings,
        String host,
        int port,
        Path jobs,
        List<Path> inputs,
        @Nullable Path tokenFile,
        int maxRunning,
        boolean privateCallbacks,
        int mostStreams,
        long mostUploadBytes) {
    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 4000;
    public static final int DEFAULT_MAX_RUNNING = 2;
    public static final int DEFAULT_MOST_STREAMS = 500;
    public static final long DEFAULT_MOST_UPLOAD_BYTES = 100L << 30;

    public HubConfig {
        inputs = inputs.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
        jobs = jobs.toAbsolutePath().normalize();
        if (maxRunning < 1) {
            throw ExitCode.USAGE.because("--max-running must be 1 or more, not " + maxRunning);
        }
        if (port < 0 || port > 65_535) {
            throw ExitCode.USAGE.because("a port is a number from 0 to 65535, not " + port);
        }
        if (mostStreams < 1 || mostUploadBytes < 1) {
            throw ExitCode.USAGE.because("the limits of streams and uploads must be 1 or more");
        }
    }

    /** With every setting as it is when nobody says otherwise. */
    public static HubConfig of(ClientSettings settings, Path jobs) {
        return new HubConfig(
                settings,
                DEFAULT_HOST,
                DEFAULT_PORT,
                jobs,
                List.of(),
                null,
                DEFAULT_MAX_RUNNING,
                false,
                DEFAULT_MOST_STREAMS,
                DEFAULT_MOST_UPLOAD_BYTES);
    }
}
