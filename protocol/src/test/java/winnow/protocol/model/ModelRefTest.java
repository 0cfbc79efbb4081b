package winnow.protocol.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.protocol.StopException;

class ModelRefTest {
    @Test
    void of_isWhatSha256sumSays(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("m"), "abc");
        ModelRef model = ModelRef.of(file, "m");
        assertThat(model.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(model.bytes()).isEqualTo(3);
        model.check(file);

        Files.writeString(file, "abd");
        assertThatThrownBy(() -> model.check(file))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("expected ba7816bf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "../m", "a b"})
    void name_isSafeAsAFile(String name) {
        assertThatThrownBy(() -> new ModelRef("0".repeat(64), name, 1)).isInstanceOf(StopException.class);
    }

    @Test
    void part_isFoundByItsKey() {
        ModelPart part = new ModelPart("0".repeat(64), 3L * ModelPart.BYTES);
        assertThat(ModelPart.ofKey(part.key())).isEqualTo(part);
        assertThat(ModelPart.ofKey("0".repeat(64))).isNull();
        assertThat(ModelPart.ofKey("x/y")).isNull();
    }
}
