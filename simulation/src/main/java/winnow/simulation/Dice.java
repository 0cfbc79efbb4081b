package winnow.simulation;

/** Throws the events of one schedule: its work in its usual proportions, and some kinds of faults, seldom or often. */
final class Dice {
    private static final Event[] EVENTS = Event.values();
    private static final int MOST_FAULT_WEIGHT = 4;

    private final Schedule schedule;
    private final int[] weights = new int[EVENTS.length];
    private int sum;

    Dice(Schedule schedule) {
        this.schedule = schedule;
        int oneFaultIn = 1 + schedule.below(8);
        for (Event event : EVENTS) {
            boolean work = event.weight() > 0;
            int weight = event.weight();
            if (!work && schedule.oneIn(oneFaultIn)) {
                weight = 1 + schedule.below(MOST_FAULT_WEIGHT);
            } else if (work && schedule.oneIn(4)) {
                weight = 1; // somebody is slow
            }
            weights[event.ordinal()] = weight;
            sum += weight;
        }
    }

    Event next() {
        int left = schedule.below(sum);
        for (Event event : EVENTS) {
            left -= weights[event.ordinal()];
            if (left < 0) {
                return event;
            }
        }
        throw new AssertionError("the weights have this sum");
    }
}
