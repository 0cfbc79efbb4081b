package winnow.local;

import java.util.Optional;

/**
 * A broker that was wanted.
 *
 * @param address where clients reach it
 * @param process empty if it was not started since the last {@code down}
 */
public record BrokerView(String name, String address, Optional<ProcessView> process) {
    public boolean alive() {
        return process.filter(ProcessView::alive).isPresent();
    }
}
