package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code winnow doctor} says of a cluster of this machine, well and not. */
class DoctorIT {
    /** The machine that runs this need not have room for whole jobs. */
    private static final String[] DOCTOR = {"doctor", "--window", "1MiB"};

    @TempDir
    Path folder;

    @Test
    void aClusterThatIsWell_andOneOfWhichSomethingHasDied() throws IOException {
        BinWinnow winnow = new BinWinnow(folder);
        try (TestCluster cluster = new TestCluster(winnow, 2)) {
            BinWinnow.Result well = winnow.run(DOCTOR);
            assertThat(well.exitCode()).as(well.out() + well.err()).isZero();
            assertThat(well.out())
                    .doesNotContain("mend")
                    .containsPattern("ok +java ")
                    .containsPattern("ok +name ")
                    .containsPattern("ok +disk ")
                    .containsPattern("ok +bootstrap +" + cluster.bootstrap() + " .*accepts connections")
                    .containsPattern("ok +broker 1 +" + cluster.bootstrap() + " .*accepts connections")
                    .containsPattern("ok +broker 1 .*GiB free")
                    .containsPattern("ok +replicas +all of [0-9]+ partitions are in sync")
                    .containsPattern("ok +clock +this machine is [0-9.]+ s (behind|ahead of) the broker's clock")
                    .containsPattern("ok +clock +instance-2 on .* the broker's clock")
                    .containsPattern("ok +member +instance-1 at 127.0.0.1:[0-9]+");

            Signal.kill(cluster.instancePid(1));
            BinWinnow.Result ill = winnow.run(DOCTOR);
            assertThat(ill.exitCode()).as(ill.out()).isEqualTo(1);
            assertThat(ill.out()).containsPattern("mend +cluster +instance-1 died: 'make up'");
            assertThat(ill.err()).isEmpty();
        }
        BinWinnow.Result down = winnow.run(DOCTOR);
        assertThat(down.out()).containsPattern("ok +cluster +none runs on this machine");
        assertThat(down.exitCode()).as(down.out()).isZero();
    }

    @Test
    void whatCannotBeReached_isNamed() {
        BinWinnow winnow = new BinWinnow(folder);
        BinWinnow.Result result = winnow.run("doctor", "--window", "1MiB", "--bootstrap", "127.0.0.1:1");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).containsPattern("mend +bootstrap +127.0.0.1:1 .* cannot be reached from here");
        assertThat(result.err()).isEmpty();

        BinWinnow.Result plain = winnow.run("doctor", "--window", "1MiB", "--bootstrap", "192.0.2.1:9092");
        assertThat(plain.exitCode()).isEqualTo(1);
        assertThat(plain.out()).containsPattern("mend +kafka +what goes to 192.0.2.1:9092 would be plain");
    }
}
