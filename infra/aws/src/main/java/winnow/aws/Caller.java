package winnow.aws;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import winnow.protocol.ExitCode;

/** By which address AWS sees this machine: the only one that may reach the cluster. */
final class Caller {
    private static final URI CHECK_IP = URI.create("https://checkip.amazonaws.com");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)([.]|$)){4}(?<![.])");

    private Caller() {}

    /**
     * @param given what the user says it is
     * @throws winnow.protocol.StopException USAGE if it is none, FAILED if it cannot be found out
     */
    static String address(Optional<String> given) {
        if (given.isPresent()) {
            return checked(given.get())
                    .orElseThrow(() -> ExitCode.USAGE.because("MY_ADDRESS must be one IPv4 address, not '" + given.get()
                            + "': that by which the internet sees this machine"));
        }
        return lookedUp(CHECK_IP);
    }

    static String lookedUp(URI where) {
        HttpRequest request = HttpRequest.newBuilder(where).timeout(PATIENCE).build();
        try {
            String body = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return checked(body.strip()).orElseThrow(() -> new IOException("it answers with no IPv4 address"));
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot find out by " + where + " what this machine's address is (" + e.getMessage()
                            + "): say it with MY_ADDRESS=",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ExitCode.INTERRUPTED.because("interrupted while looking up this machine's address", e);
        }
    }

    /** Not 0.0.0.0, whose like would be no address but everybody's. */
    private static Optional<String> checked(String address) {
        return Optional.of(address).filter(text -> IPV4.matcher(text).matches()).filter(text -> !text.startsWith("0."));
    }
}
