package winnow.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import winnow.protocol.ExitCode;

/** A program that was started as a process of its own and lives on when this one, or its terminal, ends. */
public final class ChildProcess {
    private static final File NOTHING = new File("/dev/null");
    /**
     * Linux schedules sessions first and looks at what is nice to whom only within one, so the session itself is told as
     * well; where there is no such file the processes compete directly.
     */
    private static final String GIVE_WAY = "(echo 5 >/proc/self/autogroup) 2>/dev/null; exec nice -n 5 \"$@\"";

    private final Process process;
    private final ProcessRecord record;

    private ChildProcess(Process process) {
        this.process = process;
        this.record = ProcessRecord.of(process.toHandle());
    }

    /**
     * Starts the program with no standard input and with the user's {@code WINNOW_…} variables left out: they were
     * meant for the command that starts it, which hands on what it wants to hand on.
     *
     * @param command the program and its arguments; it must not start the real program as a child and end
     * @param log where all that it prints is appended, after a line that tells this start from earlier ones
     */
    public static ChildProcess start(List<String> command, Path log) {
        return start(command, log, ProcessBuilder.Redirect.from(NOTHING));
    }

    /**
     * Like {@link #start}, but on a busy machine it gives way to others: for programs of which there are many, that take
     * every processor they get, and that wait for those of which there is one.
     */
    public static ChildProcess startGivingWay(List<String> command, Path log) {
        List<String> line = new ArrayList<>(List.of("sh", "-c", GIVE_WAY, "sh"));
        line.addAll(command);
        return start(line, log);
    }

    /** Like {@link #start}, but it reads from where this process would. */
    public static ChildProcess startWithOurStandardInput(List<String> command, Path log) {
        return start(command, log, ProcessBuilder.Redirect.INHERIT);
    }

    private static ChildProcess start(List<String> command, Path log, ProcessBuilder.Redirect input) {
        List<String> line = new ArrayList<>(detacher());
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(input)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("WINNOW_"));
        try {
            new LogFile(log).begin();
            return new ChildProcess(builder.start());
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot start " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    public ProcessRecord record() {
        return record;
    }

    /** Completes with its exit code when it has ended, however it ended. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * What makes the program independent of our terminal. Both become the program itself, so that the number of the
     * process stays. A session of its own also keeps away the terminal's Ctrl-C; macOS has no {@code setsid}.
     */
    private static List<String> detacher() {
        return Stream.of("setsid", "nohup")
                .filter(ChildProcess::onPath)
                .findFirst()
                .map(List::of)
                .orElse(List.of());
    }

    private static boolean onPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
