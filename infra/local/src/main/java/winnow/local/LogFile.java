package winnow.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A process's log, to which it appends: each start begins with a line, and the last one tells why it has ended. */
public record LogFile(Path path) {
    private static final int ENOUGH_BYTES = 64 << 10;

    /** Writes the line that tells a start from earlier ones. */
    void begin() throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(
                path,
                "--- started " + Instant.now().truncatedTo(ChronoUnit.MILLIS) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /**
     * The last line that says something: neither empty nor, in a stack trace, one of its frames, nor of the frame that a
     * JVM draws in '#' below the reason why it has to abort.
     */
    public String lastLine() {
        List<String> lines = tail().lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)) && line.charAt(0) != '#')
                .toList();
        return lines.isEmpty() ? "(nothing)" : lines.get(lines.size() - 1);
    }

    private String tail() {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(0, file.length() - ENOUGH_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
