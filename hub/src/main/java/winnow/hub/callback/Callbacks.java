package winnow.hub.callback;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.hub.view.JobPhase;
import winnow.hub.view.JobView;
import winnow.hub.view.ViewJson;
import winnow.hub.view.Views;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.job.JobId;
import winnow.protocol.kafka.Json;

/**
 * The callbacks that are still to be made. Each is a file of its own until it was answered, so that a hub that is killed
 * and started again makes it. A call that fails is made again, with the same id, for an hour. Any thread.
 */
public final class Callbacks {
    private static final Logger log = LoggerFactory.getLogger(Callbacks.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration GIVEN_UP_AFTER = Duration.ofHours(1);
    private static final int GONE = 410;
    private static final String ENDING = ".json";

    private final Path folder;
    private final Views views;
    private final Destination destination;
    private final Executor executor;
    private final Map<JobId, Pending> pending = new ConcurrentHashMap<>();

    /** @param notBefore when it is to be tried next; in the far future while it is being tried */
    private record Pending(Callback callback, int tried, Instant firstTried, Instant notBefore) {}

    /** What is sent. */
    private record Message(String type, Instant timestamp, Ended data) {
        static Message of(JobView job, Instant now) {
            return new Message(
                    "job.ended",
                    now,
                    new Ended(
                            job.id(),
                            job.state(),
                            job.reason(),
                            job.created(),
                            job.ended(),
                            job.seconds(),
                            job.model(),
                            job.counts()));
        }
    }

    /** The essentials; whoever wants more asks for the job. */
    private record Ended(
            JobId id,
            JobPhase state,
            @Nullable String reason,
            Instant created,
            @Nullable Instant ended,
            double seconds,
            String model,
            JobView.Counts counts) {}

    public Callbacks(Path folder, Views views, boolean privateAllowed, Executor executor) {
        this.folder = folder;
        this.views = views;
        this.destination = new Destination(privateAllowed);
        this.executor = executor;
        load();
    }

    private void load() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                pending.put(
                        new JobId(name.substring(0, name.length() - ENDING.length())),
                        untried(Json.read(Files.readAllBytes(file), Callback.class)));
            }
        } catch (StopException | IOException e) {
            log.warn("cannot read the callbacks in {}: {}", folder, e.getMessage());
        }
    }

    private static Pending untried(Callback callback) {
        return new Pending(callback, 0, Instant.MAX, Instant.MIN);
    }

    /** @throws StopException with USAGE if callbacks may not go there, as far as can be told now */
    public void check(Callback callback) {
        try {
            InetAddress address = destination.resolve(callback.uri().getHost());
            log.debug("callbacks go to {}", address);
        } catch (UnknownHostException e) {
            throw ExitCode.USAGE.because("the callback's host " + callback.uri().getHost() + " has no address", e);
        }
    }

    public void add(JobId job, Callback callback) {
        try {
            Files.createDirectories(folder);
            Path part = folder.resolve(job + ".part");
            Files.deleteIfExists(part);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                // there is a secret in it
                Files.createFile(
                        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(part, Json.write(callback));
            Files.move(part, file(job), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot keep the callback of job " + job + ": " + e.getMessage(), e);
        }
        pending.put(job, untried(callback));
    }

    private Path file(JobId job) {
        return folder.resolve(job + ENDING);
    }

    /** Every second: makes the calls that are due. */
    public void tick(Instant now) {
        pending.forEach((id, callback) -> {
            if (!now.isBefore(callback.notBefore())) {
                JobView job = views.job(id).orElse(null);
                if (job != null && job.state().over() && !job.resumable()) {
                    call(job, callback, now);
                }
            }
        });
    }

    private void call(JobView job, Pending callback, Instant now) {
        pending.put(job.id(), new Pending(callback.callback(), callback.tried(), callback.firstTried(), Instant.MAX));
        executor.execute(() -> {
            boolean done;
            try {
                int status = post(job, callback.callback(), now);
                done = status / 100 == 2 || status == GONE;
                log.info(
                        "job={} callback to {} was answered with {}",
                        job.id(),
                        callback.callback().url(),
                        status);
            } catch (StopException | IOException e) {
                done = false;
                log.warn(
                        "job={} callback to {} failed: {}",
                        job.id(),
                        callback.callback().url(),
                        e.getMessage());
            }
            again(job.id(), callback, done, now);
        });
    }

    private void again(JobId job, Pending callback, boolean done, Instant now) {
        Instant first = callback.tried() == 0 ? now : callback.firstTried();
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(20, callback.tried()));
        Instant next = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        if (!done && next.isBefore(first.plus(GIVEN_UP_AFTER))) {
            pending.put(job, new Pending(callback.callback(), callback.tried() + 1, first, next));
            return;
        }
        if (!done) {
            log.warn(
                    "job={} callback to {} is given up after an hour",
                    job,
                    callback.callback().url());
        }
        pending.remove(job);
        try {
            Files.deleteIfExists(file(job));
        } catch (IOException e) {
            log.warn("job={} cannot delete {}: {}", job, file(job), e.getMessage());
        }
    }

    private int post(JobView job, Callback callback, Instant now) throws IOException {
        InetAddress address = destination.resolve(callback.uri().getHost());
        byte[] body = ViewJson.write(Message.of(job, now));
        String id = "msg_" + job.id();
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", Signature.of(callback.key(), id, now, body));
        return Call.post(callback.uri(), address, headers, body);
    }
}
