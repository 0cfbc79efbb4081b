package winnow.receiver;

import java.time.Duration;
import java.time.Instant;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;
import winnow.protocol.kafka.Announcer;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Member;

/**
 * Keeps a second receiver of a job away, also one that works in another folder or on another machine. One that was killed
 * does not count: on this machine that is seen at once, elsewhere when it has been silent for a while.
 */
final class OnlyReceiver {
    private static final Duration LOST = Announcer.HEARTBEAT.multipliedBy(3);
    /** Linux derives a start time from the time of boot, which moves by a second when the clock is set. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

    private OnlyReceiver() {}

    /** The name under which a job's receiver announces itself. */
    static String name(JobId job) {
        return "receiver-" + job;
    }

    /** @throws winnow.protocol.StopException if another one is at work */
    static void require(ClientSettings settings, JobId job) {
        Member other = new CompactedTopic<>(settings, Topics.MEMBERS, Member.class)
                .read()
                .get(name(job));
        if (other != null && isAtWork(other, Announcer.hostName(), Instant.now())) {
            throw ExitCode.FAILED.because("another receiver of job " + job + " is at work (process " + other.pid()
                    + " on " + other.host() + "): wait until it has ended, or stop it");
        }
    }

    static boolean isAtWork(Member other, String host, Instant now) {
        if (!other.host().equals(host)) {
            return Duration.between(other.seen(), now).compareTo(LOST) < 0;
        }
        return other.pid() != ProcessHandle.current().pid()
                && ProcessHandle.of(other.pid())
                        .map(ProcessHandle::info)
                        .filter(process -> !isZombie(process))
                        .flatMap(ProcessHandle.Info::startInstant)
                        .filter(start ->
                                Duration.between(start, other.started()).abs().compareTo(CLOCK_STEP) <= 0)
                        .isPresent();
    }

    /** It has ended and waits for its parent to notice. Of another user's process we may not see the program. */
    private static boolean isZombie(ProcessHandle.Info process) {
        return process.command().isEmpty()
                && process.user().equals(ProcessHandle.current().info().user());
    }
}
