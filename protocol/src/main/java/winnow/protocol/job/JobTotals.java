package winnow.protocol.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of a job's rows. For a job that is done, {@code rows = classified + rejected}.
 *
 * @param rows rows in the input
 * @param duplicates frames that arrived again and were skipped
 * @param conflicts of these, frames with other bytes than those in results.log: the model is not deterministic
 */
public record JobTotals(long rows, long classified, long rejected, long duplicates, long conflicts) {
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public long missing() {
        return rows - classified - rejected;
    }
}
