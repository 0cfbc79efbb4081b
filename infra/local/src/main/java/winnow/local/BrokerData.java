package winnow.local;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;

/** What the folders of a cluster's brokers hold, taken together. Only reads. */
record BrokerData(List<BrokerFolder> folders) {
    /** A cluster's metadata names its voters: brokers can neither be added to it nor taken away. */
    void requireNumber(int wanted) {
        for (BrokerFolder folder : folders) {
            folder.brokers().ifPresent(number -> {
                if (number != wanted) {
                    throw ExitCode.USAGE.because("this cluster's data is that of " + number
                            + (number == 1 ? " broker" : " brokers") + " and cannot be given to " + wanted
                            + ": keep --brokers " + number + ", or, to begin anew, run 'winnow down' and remove "
                            + paths() + " (results stay), then run this again");
                }
            });
        }
    }

    /**
     * The id of the Kafka cluster that brokers without data are to belong to: that of those with data, as all of one
     * cluster share it. Where all data is gone it is a new one, because the topics are gone too, and this is how others
     * notice.
     *
     * @param starting what brokers that live, but may not have formatted their folders yet, were told; null if none lives
     */
    String clusterId(@Nullable String starting) {
        List<String> ids = folders.stream()
                .flatMap(folder -> folder.clusterId().stream())
                .distinct()
                .toList();
        if (ids.size() > 1) {
            throw ExitCode.FAILED.because(
                    "the brokers' folders hold data of different clusters: run 'winnow down', then"
                            + " remove what does not belong there of " + paths());
        }
        if (ids.isEmpty()) {
            return starting == null ? BrokerFolder.newClusterId() : starting;
        }
        return ids.get(0);
    }

    private String paths() {
        return folders.stream().map(folder -> folder.path().toString()).collect(Collectors.joining(", "));
    }
}
