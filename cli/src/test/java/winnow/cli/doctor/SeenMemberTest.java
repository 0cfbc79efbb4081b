package winnow.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import winnow.protocol.kafka.Announcer;
import winnow.protocol.member.Member;
import winnow.protocol.member.Role;

class SeenMemberTest {
    private static final Instant STAMPED = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void clock_isComparedWithTheBrokers() {
        assertThat(seen(STAMPED.plusMillis(1500)).clock().orElseThrow())
                .isEqualTo(Finding.ok("clock", "instance-1 on far is 1.5 s ahead of the broker's clock"));
        assertThat(seen(STAMPED.minusSeconds(90)).clock().orElseThrow())
                .isEqualTo(Finding.mend(
                        "clock",
                        "instance-1 on far is 90.0 s behind the broker's clock: have both set by NTP (timedatectl set-ntp"
                                + " true)"));
    }

    @Test
    void clock_isUnknownWhereTheTopicHasTheMembersOwnStamps() {
        assertThat(new SeenMember(member(STAMPED, null), null).clock()).isEmpty();
    }

    @Test
    void aMember_isGoneWhenItWasNotHeardOf_whateverItsClockSays() {
        SeenMember wrongClock = seen(STAMPED.minusSeconds(3600));
        assertThat(wrongClock.isThere(STAMPED.plusSeconds(14), "here")).isTrue();
        assertThat(wrongClock.isThere(STAMPED.plusSeconds(15), "here")).isFalse();
    }

    @Test
    void aMemberOfThisMachine_isGoneWithItsProcess() {
        Member alive = Announcer.thisProcess("instance-1", Role.INSTANCE, Map.of());
        Instant now = alive.seen();
        assertThat(new SeenMember(alive, now).isThere(now, alive.host())).isTrue();
        Member dead = Member.of("instance-1", Role.INSTANCE, alive.host(), alive.pid(), Instant.EPOCH, now, Map.of());
        assertThat(new SeenMember(dead, now).isThere(now, alive.host())).isFalse();
        assertThat(new SeenMember(dead, now).isThere(now, "elsewhere")).isTrue();
    }

    @Test
    void anAddressThatOnlyItsOwnMachineReaches_isToBeMended() {
        SeenMember far = new SeenMember(member(STAMPED, "127.0.0.1:9100"), STAMPED);
        assertThat(far.reach("here").orElseThrow())
                .matches(finding -> !finding.well())
                .extracting(Finding::text)
                .asString()
                .contains("instance-1 runs on far and announces 127.0.0.1:9100", "--metrics-bind");
        assertThat(new SeenMember(member(STAMPED, null), STAMPED).reach("here")).isEmpty();
    }

    private static SeenMember seen(Instant byItsOwnClock) {
        return new SeenMember(member(byItsOwnClock, null), STAMPED);
    }

    private static Member member(Instant seen, @Nullable String metrics) {
        return Member.of("instance-1", Role.INSTANCE, "far", 7, Instant.EPOCH, seen, Map.of())
                .at(metrics);
    }
}
