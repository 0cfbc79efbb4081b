package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.classifier.model.ModelFile;
import winnow.classifier.store.ModelStore;
import winnow.protocol.StopException;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.ModelTopic;
import winnow.protocol.model.ModelPart;
import winnow.protocol.model.ModelRef;
import winnow.protocol.model.PushedModel;

/** Models go through the broker in pieces and come out as they went in. */
class ModelsTravelIT {
    @TempDir
    static Path folder;

    private static TestCluster cluster;
    private static BinWinnow winnow;
    private static ClientSettings settings;

    @BeforeAll
    static void up() throws IOException {
        winnow = new BinWinnow(folder);
        cluster = new TestCluster(winnow, 1);
        settings = ClientSettings.of(cluster.bootstrap());
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    private static Path file(String name, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return Files.write(folder.resolve(name), content);
    }

    @Test
    void aModelOfSeveralParts_comesOutAsItWentIn() throws IOException {
        Path large = file("large.onnx", 3 * ModelPart.BYTES + 17);
        Path small = file("small.onnx", 5);
        ModelTopic topic = new ModelTopic(settings);
        ModelRef largeRef = ModelRef.of(large, "large");
        ModelRef smallRef = ModelRef.of(small, "small");
        topic.push(largeRef, "onnx", large, Instant.now());
        topic.push(smallRef, "onnx", small, Instant.now());
        topic.push(largeRef, "onnx", large, Instant.now());

        Path fetched = folder.resolve("fetched/model");
        topic.fetch(largeRef, fetched);
        assertThat(fetched).hasSameBinaryContentAs(large);
        topic.fetch(smallRef, fetched);
        assertThat(fetched).hasSameBinaryContentAs(small);
        assertThat(topic.list().stream().map(PushedModel::model)).contains(largeRef, smallRef);
        assertThat(winnow.run("model", "list").out()).contains("large", "small", largeRef.sha256());
    }

    @Test
    void aModelThatIsNotThere_isSaidToBeMissing_andLeavesNoFile() throws IOException {
        ModelRef absent = ModelRef.of(file("absent.onnx", 7), "absent");
        Path fetched = folder.resolve("absent/model");
        assertThatThrownBy(() -> new ModelTopic(settings).fetch(absent, fetched))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("absent")
                .hasMessageContaining("0 of 7 bytes");
        try (Stream<Path> left = Files.list(fetched.getParent())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theStore_keepsAModelWhileAJobUsesIt() throws IOException {
        Path file = file("kept.onnx", 100);
        ModelRef model = ModelRef.of(file, "kept");
        new ModelTopic(settings).push(model, "onnx", file, Instant.now());
        ModelStore store = new ModelStore(settings, folder.resolve("store"), false);
        Path path;
        try (ModelFile one = store.open(model)) {
            path = one.path();
            try (ModelFile two = store.open(model)) {
                assertThat(two.path()).isEqualTo(path).hasSameBinaryContentAs(file);
            }
            assertThat(path).exists();
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void push_refusesAFileThatNoClassifierOpens() throws IOException {
        Path file = file("model.pickle", 3);
        for (List<String> wrong :
                List.of(List.of("model", "push", file.toString()), List.of("model", "push", "nowhere.onnx"))) {
            BinWinnow.Result result = winnow.run(wrong.toArray(String[]::new));
            assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
            assertThat(result.err().lines()).hasSize(1);
        }
    }
}
