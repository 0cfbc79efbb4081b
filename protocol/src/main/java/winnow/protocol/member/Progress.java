package winnow.protocol.member;

/**
 * How far one member is with one job, since it started. For people to look at: nothing is decided by it.
 *
 * @param rows rows sent, classified or received, rejects included
 * @param rejected of these
 * @param share how much of the input the sender has read, from 0 to 1; for the other roles 0
 */
public record Progress(long rows, long rejected, double share) {}
