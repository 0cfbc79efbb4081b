package winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

final class BrokerDataTest {
    private static final String ID = "4L6g3nShT-eMCtK--X86sw";

    @TempDir
    Path home;

    private BrokerLayout three;
    private BrokerData data;

    @BeforeEach
    void layOut() {
        three = new BrokerLayout(3, 9092, 9093);
        data = new ClusterFolder(home).data(three);
    }

    @Test
    void clusterId_isNewWhereNoBrokerHasData() throws Exception {
        String first = data.clusterId(null);
        assertThat(first).isNotEqualTo(data.clusterId(null)).hasSize(22);

        // begun, but not to the end
        Files.createDirectories(home.resolve("broker").resolve("data"));
        assertThat(data.clusterId(null)).isNotEqualTo(data.clusterId(null));
    }

    @Test
    void clusterId_isWhatTheOthersHave() throws Exception {
        format(2, ID);
        assertThat(data.clusterId(null)).isEqualTo(ID);
        assertThat(data.clusterId("what was wiped")).isEqualTo(ID);

        format(1, ID);
        format(3, ID);
        assertThat(data.clusterId(null)).isEqualTo(ID);
    }

    @Test
    void clusterId_isThatOfBrokersThatAreAboutToFormat() {
        assertThat(data.clusterId(ID)).isEqualTo(ID);
    }

    @Test
    void clusterId_refusesFoldersOfTwoClusters() throws Exception {
        format(1, ID);
        format(3, "bXktY2x1c3Rlci1pZC0xMg");
        assertThatThrownBy(() -> data.clusterId(null))
                .isInstanceOf(StopException.class)
                .hasMessageContaining(home.resolve("broker-3").toString())
                .message()
                .hasLineCount(1);
    }

    @Test
    void requireNumber_refusesAnotherNumberThanTheDataIsOf() throws Exception {
        data.requireNumber(1);
        format(2, ID);

        data.requireNumber(3);
        assertThatThrownBy(() -> data.requireNumber(1))
                .asInstanceOf(type(StopException.class))
                .satisfies(stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE))
                .extracting(Throwable::getMessage)
                .asString()
                .contains(
                        "3 brokers",
                        "--brokers 3",
                        "winnow down",
                        home.resolve("broker-2").toString())
                .hasLineCount(1);
    }

    @Test
    void requireNumber_takesAnyWhereTheDataIsGone() throws Exception {
        format(1, ID);
        Files.delete(home.resolve("broker/data/meta.properties"));
        data.requireNumber(1);
    }

    @Test
    void aFolderWithAComma_isRefused() {
        assertThatThrownBy(() -> new ClusterFolder(home.resolve("a,b")).data(three))
                .asInstanceOf(type(StopException.class))
                .satisfies(stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE))
                .extracting(Throwable::getMessage)
                .asString()
                .contains("a,b", "comma", "--home")
                .hasLineCount(1);
    }

    /** Leaves what Kafka's formatter leaves last. */
    private void format(int number, String clusterId) throws Exception {
        BrokerNode node = three.nodes().get(number - 1);
        BrokerFolder folder = new ClusterFolder(home).of(node);
        Files.createDirectories(folder.data());
        Files.writeString(folder.settings(), new BrokerSettings(three, node, folder.data()).text());
        Files.writeString(
                folder.data().resolve("meta.properties"),
                "#\n#Mon Nov 23 09:24:10 UTC 2026\ncluster.id=" + clusterId + "\nversion=1\nnode.id=" + number + "\n");
    }
}
