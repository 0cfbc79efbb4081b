package winnow.bench.job;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many who look at the hub's events at once, one of whom never reads what is sent. They throw away what they read, since it is
 * the hub's work that counts, not a browser's. Has a thread of its own.
 */
final class Viewers implements AutoCloseable {
    private static final int READ_BYTES = 64 << 10;

    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final Thread thread = new Thread(this::read, "viewers");
    private final AtomicInteger gone = new AtomicInteger();

    private Viewers() throws IOException {}

    static Viewers open(int number, int hubPort) throws IOException {
        Viewers viewers = new Viewers();
        ByteBuffer request = StandardCharsets.US_ASCII.encode(
                "GET /v1/events HTTP/1.1\r\nHost: 127.0.0.1:" + hubPort + "\r\nAccept: text/event-stream\r\n\r\n");
        for (int i = 0; i < number; i++) {
            boolean reads = i > 0;
            SocketChannel channel = SocketChannel.open();
            viewers.channels.add(channel);
            if (!reads) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, READ_BYTES);
            }
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), hubPort));
            channel.write(request.duplicate());
            if (reads) {
                channel.configureBlocking(false);
                channel.register(viewers.selector, SelectionKey.OP_READ);
            }
        }
        viewers.thread.setDaemon(true);
        viewers.thread.start();
        return viewers;
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
        try {
            while (selector.isOpen()) {
                selector.select(key -> {
                    try {
                        if (((SocketChannel) key.channel()).read(buffer.clear()) < 0) {
                            lose(key);
                        }
                    } catch (IOException e) {
                        lose(key);
                    }
                });
            }
        } catch (IOException e) {
            throw new IllegalStateException("viewers cannot wait for what is sent: " + e.getMessage(), e);
        }
    }

    private void lose(SelectionKey key) {
        key.cancel();
        gone.incrementAndGet();
    }

    /** @throws IllegalStateException if the hub has ended some of those who read */
    void requireAllThere() {
        if (gone.get() > 0) {
            throw new IllegalStateException("the hub ended " + gone + " of " + channels.size() + " streams");
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
