package winnow.hub.view;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param who name of the member, or id of the job
 * @param seconds how long it lasted; null for what has no duration, or has not ended
 */
public record EventView(
        Instant at,
        Kind kind,
        String who,
        String sentence,
        @Nullable Double seconds) {

    /** What happened. */
    public enum Kind {
        JOINED("joined"),
        LOST("lost"),
        LEFT("left"),
        REBALANCED("rebalanced"),
        RECOVERED("recovered"),
        STALLED("stalled"),
        GOES_ON("goes-on"),
        STARTED("started"),
        ENDED("ended");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }
    }
}
