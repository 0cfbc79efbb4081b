package winnow.classifier.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONNX Runtime's native code, 28 MB, unpacked once for all processes of a user. Left to itself each process unpacks its
 * own into the temporary folder, and leaves it there when it is killed.
 */
final class NativeLibrary {
    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);
    /** Where ONNX Runtime looks for its libraries before it unpacks them itself. */
    private static final String PATH = "onnxruntime.native.path";

    private NativeLibrary() {}

    /** To be called before the first use of ONNX Runtime. Where it cannot help, ONNX Runtime helps itself. */
    static void prepare(String version) {
        if (System.getProperty(PATH) != null) {
            return;
        }
        String platform = platform();
        Path folder =
                Path.of(System.getProperty("user.home"), ".cache", "winnow", "onnxruntime-" + version + "-" + platform);
        try {
            for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
                String name = System.mapLibraryName(library);
                if (!unpack("/ai/onnxruntime/native/" + platform + "/" + name, folder.resolve(name))) {
                    return;
                }
            }
            System.setProperty(PATH, folder.toString());
        } catch (IOException e) {
            log.warn("cannot keep ONNX Runtime's libraries in {}: {}", folder, e.toString());
        }
    }

    /** As a whole or not at all: several processes may do so at once. @return false if there is none for this platform */
    private static boolean unpack(String resource, Path file) throws IOException {
        try (InputStream in = NativeLibrary.class.getResourceAsStream(resource)) {
            if (in == null) {
                return false;
            }
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Path part = Files.createTempFile(
                        file.getParent(), file.getFileName().toString(), ".part");
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return true;
        }
    }

    /** As ONNX Runtime names it. */
    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String os = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
        return os + "-" + (machine.equals("amd64") || machine.equals("x86_64") ? "x64" : machine);
    }
}
