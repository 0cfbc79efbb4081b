package winnow.hub.desk;

import java.nio.file.Path;
import java.util.Optional;
import winnow.protocol.job.JobId;

/**
 * Makes jobs and has them run on this machine. Every method may be called from any thread, may take seconds, and throws
 * {@link winnow.protocol.StopException} with the one sentence that the user is to read: with USAGE if what was asked for
 * cannot be, with NOT_READY if Kafka does not answer.
 */
public interface JobDesk {
    /** An id that no job has had yet. */
    JobId draw();

    /** Checks the request and makes the job, which waits until it is started. */
    void submit(JobId job, JobRequest request);

    /** Whether there is such a job, made by whatever hub. */
    boolean knows(JobId job);

    /**
     * Classifies a few rows at once, in this process: what a job would give for the same rows.
     *
     * @param request whose source is an upload; it is not taken over
     * @return empty if there are more than so many rows
     */
    Optional<RowsAnswer> classify(JobRequest request, int mostRows);

    /** Has a waiting job go to work, and returns when somebody sees to it. */
    void start(JobId job);

    /** Gives a job up, whether it waits or is at work. */
    void cancel(JobId job);

    /** Takes a stopped job up where it was left. */
    void resume(JobId job);

    /** Removes a job that has ended, and its folder. */
    void delete(JobId job);

    /**
     * Puts a model where every instance finds it.
     *
     * @param file whose name ends in the kind of model that it is, for example {@code .onnx}
     * @return its SHA-256 in hex
     */
    String pushModel(Path file, String name);
}
