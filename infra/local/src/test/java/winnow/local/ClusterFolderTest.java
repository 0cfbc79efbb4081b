package winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.StopException;

final class ClusterFolderTest {
    private static final Instant START = Instant.parse("2026-11-23T09:24:10.120Z");

    @TempDir
    Path home;

    private ClusterFolder folder;

    @BeforeEach
    void open() {
        folder = new ClusterFolder(home.resolve("not").resolve("there yet"));
    }

    @Test
    void read_isEmptyBeforeTheFirstWrite() {
        assertThat(folder.read()).isEmpty();
    }

    @Test
    void read_givesBackWhatWasWritten() {
        ClusterState state = ClusterState.FIRST
                .with(12, new BrokerLayout(3, 19092, 19093))
                .withClusterId("4L6g3nShT-eMCtK--X86sw")
                .withBroker(1, new ProcessRecord(100, START))
                .withBroker(3, new ProcessRecord(103, START))
                .withInstance(10, new ProcessRecord(110, START))
                .withInstance(2, new ProcessRecord(102, START))
                .withHub(4001, new ProcessRecord(104, START))
                .withUrlsFile("/tmp/urls.txt");

        folder.write(state);

        assertThat(folder.read()).contains(state);
        assertThat(state.processes().keySet())
                .containsExactly("broker", "broker-3", "instance-2", "instance-10", "hub");
        assertThat(folder.home().toFile().list()).containsExactly("cluster.json");
    }

    @Test
    void read_refusesAnotherVersionAndGarbage() throws Exception {
        folder.write(ClusterState.FIRST);
        Path file = folder.home().resolve("cluster.json");
        String written = Files.readString(file);

        Files.writeString(file, written.replace("\"version\" : 3", "\"version\" : 4"));
        assertThatThrownBy(() -> folder.read())
                .isInstanceOf(StopException.class)
                .hasMessageContaining("version 4");

        Files.writeString(file, written.substring(0, written.length() / 2));
        assertThatThrownBy(() -> folder.read())
                .isInstanceOf(StopException.class)
                .hasMessageContaining(file.toString())
                .message()
                .hasLineCount(1);
    }

    @Test
    void alone_refusesASecondAtTheSameTime() {
        AtomicBoolean second = new AtomicBoolean();

        folder.alone(() -> {
            assertThatThrownBy(() -> folder.alone(() -> second.getAndSet(true)))
                    .isInstanceOf(StopException.class)
                    .hasMessageContaining("another 'winnow up' or 'winnow down' is at work");
            return null;
        });

        assertThat(second).isFalse();
        assertThat(folder.alone(() -> "afterwards")).isEqualTo("afterwards");
    }
}
