package winnow.protocol.member;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import winnow.protocol.job.JobId;

/**
 * What a program says of itself at {@code /status}.
 *
 * @param processorSeconds processor time since the program started
 * @param jobs those that it works on, and for a minute those that it has ended
 */
public record MemberStatus(
        Member member, long heapBytes, long heapMaxBytes, double processorSeconds, SortedMap<JobId, JobFigures> jobs) {

    public MemberStatus {
        jobs = new TreeMap<>(jobs == null ? Map.of() : jobs);
    }
}
