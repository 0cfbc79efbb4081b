package winnow.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few of the runs of {@code make chaos}, always the same ones. */
class ChaosIT {
    private static final Path WINNOW = Path.of("..", "cli", "target", "winnow", "bin", "winnow");
    private static final int RUNS = 2;
    private static final long SEED = 20261124;

    @Test
    void sameBytesWhateverGoesWrong(@TempDir Path folder) throws IOException {
        Chaos chaos = new Chaos(WINNOW.toAbsolutePath().normalize(), folder, System.out);
        assertThat(chaos.run(RUNS, SEED)).isZero();
    }
}
