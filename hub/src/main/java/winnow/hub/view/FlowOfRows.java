package winnow.hub.view;

import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import winnow.hub.view.JobView.Counts;
import winnow.hub.view.JobView.Edge;
import winnow.hub.view.JobView.Flow;
import winnow.hub.view.JobView.Node;
import winnow.protocol.member.JobFigures;
import winnow.protocol.member.Role;

/** How busy each part of the way is, and what lies between them. Pure. */
final class FlowOfRows {
    /** A topic is called full when what lies in it takes so long to be read. */
    private static final double FULL_SECONDS = 10;

    private FlowOfRows() {}

    /** @param shareRead how much of the input the sender has read, from 0 to 1 */
    static Flow of(Collection<Contribution> parts, Counts counts, boolean atWork, double shareRead, boolean stalled) {
        if (!atWork) {
            return new Flow(
                    Stream.of("sender", "rows", "instances", "results", "receiver")
                            .map(id -> new Node(id, 0, counts.received() > 0 ? "done" : "idle", 0))
                            .toList(),
                    edges(0, 0, 0, 0, 0));
        }
        double sent = rate(parts, Role.SENDER);
        double classified = rate(parts, Role.INSTANCE);
        double received = rate(parts, Role.RECEIVER);
        long toClassify = Math.max(0, counts.sent() - counts.classified());
        long toReceive = Math.max(0, counts.classified() - counts.received());
        boolean allSent = shareRead >= 1;
        return new Flow(
                List.of(
                        allSent ? new Node("sender", 0, "done", sent) : program("sender", parts, Role.SENDER, sent),
                        topic("rows", toClassify, sent, classified),
                        program("instances", parts, Role.INSTANCE, classified),
                        topic("results", toReceive, classified, received),
                        stalled
                                ? new Node("receiver", busy(parts, Role.RECEIVER), "waiting", received)
                                : program("receiver", parts, Role.RECEIVER, received)),
                edges(
                        sum(parts, Role.SENDER, JobFigures::lagChunks),
                        sum(parts, Role.INSTANCE, JobFigures::lagChunks),
                        sum(parts, Role.RECEIVER, JobFigures::lagChunks),
                        toClassify,
                        toReceive));
    }

    private static List<Edge> edges(long inFlight, long notRead, long waiting, long toClassify, long toReceive) {
        return List.of(
                new Edge("sender", "rows", inFlight, 0),
                new Edge("rows", "instances", notRead, toClassify),
                new Edge("instances", "results", 0, 0),
                new Edge("results", "receiver", waiting, toReceive));
    }

    private static Node program(String id, Collection<Contribution> parts, Role role, double rowsPerSecond) {
        double busy = busy(parts, role);
        boolean waits = rowsPerSecond == 0 && of(parts, role).anyMatch(part -> part.waiting() != null);
        return new Node(id, busy, waits ? "waiting" : word(busy, rowsPerSecond), rowsPerSecond);
    }

    private static Node topic(String id, long lagRows, double in, double out) {
        double busy = lagRows == 0 ? 0 : Math.min(1, lagRows / (FULL_SECONDS * Math.max(1, out)));
        return new Node(id, busy, word(busy, in + out), in);
    }

    private static String word(double busy, double rowsPerSecond) {
        if (busy < 0.05 && rowsPerSecond == 0) {
            return "idle";
        }
        return busy < 0.4 ? "light" : busy < 0.85 ? "busy" : "full";
    }

    private static Stream<Contribution> of(Collection<Contribution> parts, Role role) {
        return parts.stream().filter(part -> part.role() == role);
    }

    private static double rate(Collection<Contribution> parts, Role role) {
        return of(parts, role).mapToDouble(Contribution::rowsPerSecond).sum();
    }

    /** Of those that do something: one that was lost or has left says nothing of now. */
    private static double busy(Collection<Contribution> parts, Role role) {
        return of(parts, role)
                .filter(part -> part.rowsPerSecond() > 0)
                .mapToDouble(Contribution::busy)
                .average()
                .orElse(0);
    }

    private static long sum(Collection<Contribution> parts, Role role, ToLongFunction<JobFigures> figure) {
        return of(parts, role)
                .flatMap(part -> part.figures().stream())
                .mapToLong(figure)
                .sum();
    }
}
