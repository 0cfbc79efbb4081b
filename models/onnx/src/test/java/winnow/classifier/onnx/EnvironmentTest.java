package winnow.classifier.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    /** What another process runs. */
    static final class Started {
        private Started() {}

        public static void main(String[] args) {
            System.out.print(Environment.get().getVersion());
        }
    }

    @Test
    void aLongCommandLine_doesNotEndTheProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Started.class.getName(),
                        "x".repeat(100_000))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).endsWith(OnnxProvider.RUNTIME_VERSION); // newer Javas warn of native code before
    }
}
