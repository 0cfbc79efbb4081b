package winnow.cli.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.cli.access.PlainTraffic;
import winnow.local.ProcessRecord;
import winnow.protocol.kafka.Announcer;
import winnow.protocol.member.Member;

/**
 * A member as it has announced itself last. Looks no further than this machine, but for {@link #reach}.
 *
 * @param stamped when the broker took the announcement, by the broker's clock; null if the topic has the member's own
 */
record SeenMember(Member member, @Nullable Instant stamped) {
    /** One that was not heard of for so long is gone. */
    private static final Duration LOST = Announcer.HEARTBEAT.multipliedBy(3);
    /** An announcement that waits for a busy broker makes a clock look so much slow. */
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    /**
     * Whether it can still be alive. One that was killed could not say that it leaves; on this machine its process shows.
     *
     * @param brokersNow by the broker's clock
     */
    boolean isThere(Instant brokersNow, String ourHost) {
        Instant heard = stamped == null ? member.seen() : stamped;
        return Duration.between(heard, brokersNow).compareTo(LOST) < 0
                && (!member.host().equals(ourHost) || new ProcessRecord(member.pid(), member.started()).alive());
    }

    /** How its clock goes by the broker's; empty if that cannot be told. */
    Optional<Finding> clock() {
        if (stamped == null) {
            return Optional.empty();
        }
        Duration ahead = Duration.between(stamped, member.seen());
        return Optional.of(clock("clock", member.name() + " on " + member.host(), ahead, TOLERATED));
    }

    static Finding clock(String subject, String whose, Duration ahead, Duration tolerated) {
        String text = whose + " is " + ahead.abs().toMillis() / 1000.0 + " s "
                + (ahead.isNegative() ? "behind" : "ahead of") + " the broker's clock";
        return ahead.abs().compareTo(tolerated) <= 0
                ? Finding.ok(subject, text)
                : Finding.mend(subject, text + ": have both set by NTP (timedatectl set-ntp true)");
    }

    /** Whether its figures can be asked for from here, as the hub and Prometheus do; empty if it has none. */
    Optional<Finding> reach(String ourHost) {
        String address = member.metrics();
        if (address == null) {
            return Optional.empty();
        }
        String host = address.substring(0, Math.max(0, address.lastIndexOf(':')));
        if (!member.host().equals(ourHost) && PlainTraffic.isLoopback(host)) {
            return Optional.of(Finding.mend(
                    "member",
                    member.name() + " runs on " + member.host() + " and announces " + address
                            + ", where only that machine reaches it: start it with --metrics-bind and an address of the"
                            + " network"));
        }
        Finding reach = Reach.of("member", address);
        return Optional.of(new Finding(reach.subject(), reach.well(), member.name() + " at " + reach.text()));
    }
}
