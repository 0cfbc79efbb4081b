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
        for (int i = 0; i < EVENTS.length; i++) {
            Event event = EVENTS[i];
            boolean work = event.weight() > 0;
            int weight = event.weight();
            if (!work && schedule.oneIn(oneFaultIn)) {
                weight = 1 + schedule.below(MOST_FAULT_WEIGHT);
            } else if (work && schedule.oneIn(4)) {
                weight = 1; // somebody is slow
            }
            weights[i] = weight;
            sum += weight;
        }
    }

    Event next() {
        int left = schedule.below(sum);
        int event = -1;
        while (left >= 0) {
            left -= weights[++event];
        }
        return EVENTS[event];
    }
}
