package winnow.cli.doctor;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Member;

/** Reads what all members have announced last, and when the broker took it. */
final class SeenMembers {
    private SeenMembers() {}

    static Collection<SeenMember> read(ClientSettings settings) {
        Map<String, SeenMember> members = new TreeMap<>();
        try (CompactedTopic.Reader<Member> reader =
                new CompactedTopic<>(settings, Topics.MEMBERS, Member.class).reader()) {
            for (CompactedTopic.Update<Member> update : reader.readUpdatesToEnd()) {
                if (update.value() == null) {
                    members.remove(update.key());
                } else {
                    members.put(update.key(), new SeenMember(update.value(), update.stamped()));
                }
            }
        }
        return members.values();
    }
}
