package winnow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

final class ClusterFileTest {
    private static final String GOOD = """
            {
              "name": "winnow",
              "region": "eu-central-1",
              "image": "ubuntu-24.04",
              "instances": { "type": "c7g.2xlarge", "diskGiB": 50 },
              "brokers": { "type": "m7i.large", "diskGiB": 200, "count": 3 },
              "metrics": { "type": "t3.medium", "diskGiB": 30 }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void read_takesAllThatStandsThere() throws IOException {
        assertThat(read(GOOD))
                .isEqualTo(new Cluster(
                        "winnow",
                        "eu-central-1",
                        Image.UBUNTU_24_04,
                        new Hardware("c7g.2xlarge", 50),
                        new BrokerHosts(3, new Hardware("m7i.large", 200)),
                        new Hardware("t3.medium", 30)));
    }

    @Test
    void read_takesTheOneOfTheRepository() {
        assertThat(ClusterFile.read(Path.of("cluster.json")).brokers()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "winnow"              | "9 lives"          | name must be a letter
            "eu-central-1"        | "eu-middle-1"      | region 'eu-middle-1' is none of AWS
            "ubuntu-24.04"        | "windows"          | image must be debian-12 or ubuntu-24.04, not 'windows'
            "c7g.2xlarge"         | "huge"             | type must be an instance type as c7i.xlarge, not 'huge'
            "diskGiB": 50         | "diskGiB": 4       | instances.diskGiB must be a number from 8 to 16384, not 4
            "diskGiB": 50         | "diskGB": 50       | there is no 'instances.diskGB', but diskGiB, type
            "diskGiB": 30         | "diskGiB": "30"    | metrics.diskGiB must be a number from 8 to 16384, not "30"
            "count": 3            | "count": 2         | brokers.count must be 1, 3 or 5, not 2
            "count": 3            | "count": 7         | brokers.count must be a number from 1 to 5, not 7
            , "count": 3          | ''                 | brokers.count must be a number from 1 to 5
            "name"                | "title"            | there is no 'title', but brokers, image,
            "name": "winnow",     | ''                 | name must be a text
            "eu-central-1",       | "eu-central-1"     | no JSON at line 4
            """)
    void read_saysOnOneLineWhatIsWrong(String good, String bad, String message) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("cluster.json: " + message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void read_namesTheFileThatIsMissing() {
        assertThatThrownBy(() -> ClusterFile.read(folder.resolve("none.json"))).hasMessageContaining("none.json");
    }

    private Cluster read(String json) throws IOException {
        return ClusterFile.read(Files.writeString(folder.resolve("cluster.json"), json));
    }
}
