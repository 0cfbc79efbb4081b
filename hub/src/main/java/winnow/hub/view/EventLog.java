package winnow.hub.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last events, newest first. One thread. */
final class EventLog {
    static final int KEPT = 100;

    private final Deque<EventView> events = new ArrayDeque<>();

    void add(EventView event) {
        events.addFirst(event);
        if (events.size() > KEPT) {
            events.removeLast();
        }
    }

    List<EventView> newestFirst() {
        return List.copyOf(events);
    }
}
