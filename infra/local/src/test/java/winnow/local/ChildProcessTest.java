package winnow.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildProcessTest {
    @TempDir
    Path folder;

    private final List<String> niceness = List.of("sh", "-c", "echo process $$ is nice $(nice)");

    @Test
    void start_isAsUrgentAsThisProcess() throws Exception {
        assertThat(said(ChildProcess.start(niceness, log()))).endsWith(" is nice " + ours());
    }

    @Test
    void startGivingWay_isNicerAndTheProgramItself() throws Exception {
        ChildProcess child = ChildProcess.startGivingWay(niceness, log());
        assertThat(said(child)).isEqualTo("process " + child.record().pid() + " is nice " + (ours() + 5));
    }

    private int ours() throws Exception {
        Process process = new ProcessBuilder("nice").start();
        return Integer.parseInt(new String(process.getInputStream().readAllBytes(), UTF_8).strip());
    }

    private Path log() {
        return folder.resolve("log");
    }

    private String said(ChildProcess child) throws Exception {
        assertThat(child.onExit().get(60, TimeUnit.SECONDS)).isZero();
        List<String> lines = Files.readAllLines(log());
        return lines.get(lines.size() - 1);
    }
}
