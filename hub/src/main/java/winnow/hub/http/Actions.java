package winnow.hub.http;

import java.nio.file.Path;
import java.util.List;
import winnow.hub.callback.Callbacks;
import winnow.hub.desk.JobDesk;

/**
 * What is done when somebody asks for more than to look.
 *
 * @param folder the hub's own, on the disk of the jobs' folders
 * @param inputs folders below which a job's input may lie
 */
public record Actions(JobDesk desk, Callbacks callbacks, Path folder, List<Path> inputs) {}
