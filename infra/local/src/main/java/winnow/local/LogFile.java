package winnow.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a process's log, for a message about why the process has ended. */
public record LogFile(Path path) {
    private static final int ENOUGH_BYTES = 64 << 10;

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
