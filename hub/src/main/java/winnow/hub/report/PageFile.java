package winnow.hub.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the files of the hub's page, which lie beside its classes. */
final class PageFile {
    private static final String FOLDER = "/winnow/hub/page/";

    private PageFile() {}

    /** @param name such as {@code vendor/uPlot.min.css} */
    static String read(String name) {
        try (InputStream in = PageFile.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the page has no file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
