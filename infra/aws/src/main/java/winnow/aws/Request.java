package winnow.aws;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import winnow.protocol.ExitCode;

/**
 * What the variables of make ask for.
 *
 * @param size number of instances, empty for as many as there are
 * @param address the caller's, empty to have it looked up
 */
record Request(OptionalInt size, Optional<String> address) {
    /** @throws winnow.protocol.StopException USAGE */
    static Request of(Map<String, String> environment) {
        return new Request(
                number(environment, "WINNOW_CLUSTER_SIZE", "CLUSTER_SIZE"),
                Optional.of(environment.getOrDefault("MY_ADDRESS", "").strip()).filter(text -> !text.isEmpty()));
    }

    private static OptionalInt number(Map<String, String> environment, String variable, String name) {
        String value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(value));
        } catch (NumberFormatException e) {
            throw ExitCode.USAGE.because(name + " must be a number, not '" + value + "'", e);
        }
    }
}
