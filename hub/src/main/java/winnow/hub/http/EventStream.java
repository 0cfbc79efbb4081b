package winnow.hub.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * What goes to one client. Never blocks whoever offers: what the client does not take waits here, and a client that has
 * let {@link #MOST_WAITING} events wait is dropped. Any thread.
 */
final class EventStream implements WriteListener {
    /** About half a minute of a stream with one event a second. */
    static final int MOST_WAITING = 30;

    private final ServletOutputStream out;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private boolean open;
    private boolean unflushed;
    private boolean closing;
    private int refused;

    EventStream(ServletOutputStream out) {
        this.out = out;
    }

    /** Completed when nothing more goes to the client, for whatever reason. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** @param event shared by all clients, never changed */
    void offer(byte[] event) {
        boolean over;
        synchronized (this) {
            if (closing) {
                over = ++refused >= MOST_WAITING; // it does not take the last ones either
            } else if (waiting.size() >= MOST_WAITING) {
                closing = true;
                waiting.clear();
                over = true;
            } else {
                waiting.add(event);
                over = write();
            }
        }
        endIf(over);
    }

    /** Ends the stream when the client has taken what waits. */
    void endAfterLast() {
        boolean over;
        synchronized (this) {
            closing = true;
            over = write();
        }
        endIf(over);
    }

    @Override
    public void onWritePossible() {
        boolean over;
        synchronized (this) {
            open = true;
            over = write();
        }
        endIf(over);
    }

    @Override
    public void onError(Throwable failure) {
        endIf(true); // the client has gone
    }

    /** Not under the lock: ending runs what others have put behind it. */
    private void endIf(boolean over) {
        if (over) {
            ended.complete(null);
        }
    }

    /** @return whether the stream is over */
    private boolean write() {
        if (!open) {
            return false;
        }
        try {
            while (out.isReady()) {
                byte[] next = waiting.poll();
                if (next != null) {
                    out.write(next);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return closing;
                }
            }
            return false;
        } catch (IOException | IllegalStateException e) {
            return true; // the client has gone
        }
    }
}
