package winnow.hub.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.hub.desk.JobDesk;
import winnow.hub.desk.JobRequest;
import winnow.hub.desk.JobSource;
import winnow.hub.desk.RowsAnswer;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;

/** Remembers what it was asked for. */
public final class HandMadeDesk implements JobDesk {
    public final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    public final List<JobRequest> requests = Collections.synchronizedList(new ArrayList<>());
    /** What was in the upload that came last. */
    public volatile String uploaded = "";

    volatile @Nullable ExitCode refuses;

    @Override
    public JobId draw() {
        return HandMadeViews.RUNNING;
    }

    @Override
    public boolean knows(JobId job) {
        return !requests.isEmpty();
    }

    @Override
    public void submit(JobId job, JobRequest request) {
        refuse();
        requests.add(request);
        if (request.source() instanceof JobSource.Upload upload) {
            uploaded = content(upload.file());
        }
    }

    /** Counts line ends, and answers every row with what it is. */
    @Override
    public Optional<RowsAnswer> classify(JobRequest request, int mostRows) {
        refuse();
        requests.add(request);
        uploaded = content(((JobSource.Upload) request.source()).file());
        long rows = uploaded.lines().count() - 1;
        return rows > mostRows
                ? Optional.empty()
                : Optional.of(new RowsAnswer(
                        rows,
                        1,
                        "a,label\n1,hot\n".getBytes(StandardCharsets.UTF_8),
                        "row,…\r\n".getBytes(StandardCharsets.UTF_8)));
    }

    private void refuse() {
        ExitCode code = refuses;
        if (code != null) {
            throw code.because("no: because");
        }
    }

    @Override
    public void start(JobId job) {
        refuse();
        asked.add("start " + job);
    }

    @Override
    public void cancel(JobId job) {
        refuse();
        asked.add("cancel " + job);
    }

    @Override
    public void resume(JobId job) {
        asked.add("resume " + job);
    }

    @Override
    public void delete(JobId job) {
        asked.add("delete " + job);
    }

    @Override
    public String pushModel(Path file, String name) {
        asked.add("push " + name + " " + content(file));
        return "sha";
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
