package winnow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ClusterViewTest {
    @Test
    void urls_hasALineForEachProcess() {
        ProcessRecord gone = new ProcessRecord(Long.MAX_VALUE, Instant.EPOCH);
        ClusterState state = ClusterState.FIRST
                .with(2, 19092, 19093)
                .withBroker(ProcessRecord.of(ProcessHandle.current()))
                .withInstance(1, ProcessRecord.of(ProcessHandle.current()))
                .withInstance(2, gone);

        ClusterView view = ClusterView.of(state, new ClusterFolder(Path.of("/w/.winnow")));

        assertThat(view.urls()).isEqualTo("""
                        broker 127.0.0.1:19092
                        instance-1 pid %d log /w/.winnow/logs/instance-1.log
                        instance-2 pid %d log /w/.winnow/logs/instance-2.log
                        """.formatted(ProcessHandle.current().pid(), Long.MAX_VALUE));
        assertThat(view.brokerAlive()).isTrue();
        assertThat(view.instancesAlive()).isEqualTo(1);
    }
}
