package winnow.hub;

import java.time.Instant;
import winnow.hub.desk.JobDesk;
import winnow.hub.folder.JobFolders;
import winnow.hub.http.Api;
import winnow.hub.http.ApiSettings;
import winnow.hub.http.Sources;
import winnow.hub.http.Tokens;
import winnow.hub.view.LiveViews;
import winnow.hub.watch.Watch;
import winnow.protocol.kafka.ModelTopic;

/**
 * A running hub. It holds nothing that is not in Kafka or in the jobs' folders: killed and started again it goes on, and
 * no job notices.
 */
public final class Hub implements AutoCloseable {
    private final Watch watch;
    private final Api api;

    private Hub(Watch watch, Api api) {
        this.watch = watch;
        this.api = api;
    }

    /**
     * @param desk what does things to jobs
     * @throws winnow.protocol.StopException with USAGE if it cannot listen where it should, or must not
     */
    public static Hub start(HubConfig config, JobDesk desk) {
        JobFolders folders = new JobFolders(config.jobs());
        LiveViews views = new LiveViews(folders, Instant::now);
        Watch watch = new Watch(config.settings(), views);
        Tokens tokens = config.tokenFile() == null ? Tokens.NONE : Tokens.read(config.tokenFile());
        Api api = Api.start(
                new ApiSettings(config.host(), config.port(), tokens, config.mostStreams(), config.mostUploadBytes()),
                new Sources(views, folders, new ModelTopic(config.settings())::list, watch::isCurrent, Instant::now));
        watch.onTick(api::tick);
        watch.start();
        return new Hub(watch, api);
    }

    /** Where it listens. */
    public int port() {
        return api.port();
    }

    @Override
    public void close() {
        api.close();
        watch.close();
    }
}
