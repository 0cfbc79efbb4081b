package winnow.bench.job;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a command took.
 *
 * @param seconds wall time from the command to the prompt
 * @param processorSeconds of all processes meanwhile, by role
 * @param peakMebibytes of the largest process of each role, since it was started
 */
record Usage(double seconds, Map<String, Double> processorSeconds, Map<String, Long> peakMebibytes) {
    Usage {
        processorSeconds = new TreeMap<>(processorSeconds);
        peakMebibytes = new TreeMap<>(peakMebibytes);
    }

    double allProcessorSeconds() {
        return processorSeconds.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
