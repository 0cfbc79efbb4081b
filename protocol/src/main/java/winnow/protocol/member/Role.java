package winnow.protocol.member;

/** Which program a member is. */
public enum Role {
    SENDER,
    INSTANCE,
    RECEIVER
}
