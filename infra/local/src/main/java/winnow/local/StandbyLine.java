package winnow.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Lines of text between a process that waited and the one that has it run a program. In this order:
 *
 * <pre>
 * it          {@link #HERE}
 * the other   an {@link Assignment} as JSON
 * it          the program's exit code
 * the other   {@link #SEEN}, when the process may be another's from now on
 * </pre>
 *
 * Then it closes the connection. One that closes earlier has died, and one that hears the end of the line earlier has nobody
 * who would see to it.
 */
final class StandbyLine implements AutoCloseable {
    static final String HERE = "here";
    static final String SEEN = "seen";

    private final SocketChannel channel;
    private final BufferedReader in;

    StandbyLine(SocketChannel channel) {
        this.channel = channel;
        this.in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    static StandbyLine to(Path socket) throws IOException {
        return new StandbyLine(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    /** Waits for it; null at the end. */
    @Nullable String read() throws IOException {
        return in.readLine();
    }

    void write(String line) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is the end of it in any case
        }
    }
}
