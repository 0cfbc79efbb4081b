package winnow.hub.http;

import java.nio.charset.StandardCharsets;
import winnow.hub.view.ViewJson;

/** Server-sent events as bytes. JSON has no line ends, so one data line holds any view. */
final class EventText {
    static final byte[] HEARTBEAT = ": heartbeat\n\n".getBytes(StandardCharsets.US_ASCII);
    /** The id of a job's last event; who has seen it, need not come back. */
    static final String LAST_ID = "end";

    private EventText() {}

    static byte[] event(String name, String id, Object view) {
        byte[] head = ("event: " + name + "\nid: " + id + "\ndata: ").getBytes(StandardCharsets.UTF_8);
        byte[] data = ViewJson.write(view);
        byte[] event = new byte[head.length + data.length + 2];
        System.arraycopy(head, 0, event, 0, head.length);
        System.arraycopy(data, 0, event, head.length, data.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        return event;
    }
}
