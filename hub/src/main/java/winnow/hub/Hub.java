package winnow.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import winnow.hub.callback.Callbacks;
import winnow.hub.desk.JobDesk;
import winnow.hub.folder.JobFolders;
import winnow.hub.http.Actions;
import winnow.hub.http.Api;
import winnow.hub.http.ApiSettings;
import winnow.hub.http.Sources;
import winnow.hub.http.Tokens;
import winnow.hub.queue.JobQueue;
import winnow.hub.view.LiveViews;
import winnow.hub.watch.Watch;
import winnow.protocol.ExitCode;
import winnow.protocol.kafka.ModelTopic;

/**
 * A running hub. It holds nothing that is not in Kafka or in the jobs' folders: killed and started again it goes on, and
 * no job notices.
 */
public final class Hub implements AutoCloseable {
    private final Watch watch;
    private final Api api;
    private final ExecutorService executor;

    private Hub(Watch watch, Api api, ExecutorService executor) {
        this.watch = watch;
        this.api = api;
        this.executor = executor;
    }

    /**
     * @param desk what does things to jobs
     * @throws winnow.protocol.StopException with USAGE if it cannot listen where it should, or must not
     */
    public static Hub start(HubConfig config, JobDesk desk) {
        JobFolders folders = new JobFolders(config.jobs());
        LiveViews views = new LiveViews(folders, Instant::now);
        Watch watch = new Watch(config.settings(), views);
        ExecutorService executor = Executors.newCachedThreadPool(Hub::daemon);
        Path folder = ownFolder(config);
        Callbacks callbacks = new Callbacks(folder.resolve("callbacks"), views, config.privateCallbacks(), executor);
        JobQueue queue = new JobQueue(views::jobs, views::isSeenTo, desk, config.maxRunning(), executor);
        Tokens tokens = config.tokenFile() == null ? Tokens.NONE : Tokens.read(config.tokenFile());
        Api api = Api.start(
                new ApiSettings(config.host(), config.port(), tokens, config.mostStreams(), config.mostUploadBytes()),
                new Sources(views, folders, new ModelTopic(config.settings())::list, watch::isCurrent, Instant::now),
                new Actions(desk, callbacks, folder, config.inputs()));
        watch.onTick(api::tick);
        watch.onTick(() -> queue.tick(Instant.now()));
        watch.onTick(() -> callbacks.tick(Instant.now()));
        watch.start();
        return new Hub(watch, api, executor);
    }

    /** Beside the jobs' folders: what is moved into one stays on the same disk. */
    private static Path ownFolder(HubConfig config) {
        Path folder = config.jobs().resolveSibling("hub");
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw ExitCode.USAGE.because("the hub cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "hub");
        thread.setDaemon(true);
        return thread;
    }

    /** Where it listens. */
    public int port() {
        return api.port();
    }

    @Override
    public void close() {
        api.close();
        watch.close();
        executor.shutdown();
    }
}
