package winnow.protocol.member;

/** What part of its time a thread spends with what, from 0 to 1; the rest it does something else, or nothing. */
public record ThreadShare(String name, double process, double poll, double commit) {}
