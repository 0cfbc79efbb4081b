package winnow.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes wrong in one run: two to six faults. Pure: the seed decides.
 *
 * @param instances size of the cluster at the start
 */
record Schedule(long seed, int instances, List<Entry> entries) {
    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final int LEAST_FAULTS = 2;
    private static final int MOST_FAULTS = 6;
    private static final int MOST_INSTANCES = 4;

    /**
     * @param share of the job's chunks that must be in the results log when it strikes
     * @param dice for whatever else has to be chosen
     */
    record Entry(double share, Fault fault, int dice) {
        @Override
        public String toString() {
            return "%s@%.0f%%".formatted(fault, 100 * share);
        }
    }

    /** @param impossible faults that this machine does not allow; they are left out, the others stay as they are */
    static Schedule of(long seed, Set<Fault> impossible) {
        // neighbouring seeds of Random begin alike
        Random random = new Random(new SplittableRandom(seed).nextLong());
        int instances = 1 + random.nextInt(MOST_INSTANCES);
        int faults = LEAST_FAULTS + random.nextInt(MOST_FAULTS - LEAST_FAULTS + 1);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < faults; i++) {
            Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
            double share = random.nextDouble() * 0.9;
            entries.add(new Entry(fault.strikesTheSender() ? 0 : share, fault, random.nextInt(1 << 20)));
        }
        entries.sort(Comparator.comparingDouble(Entry::share));
        return new Schedule(
                seed,
                instances,
                entries.stream()
                        .filter(entry -> !impossible.contains(entry.fault()))
                        .toList());
    }

    @Override
    public String toString() {
        return Stream.concat(
                        Stream.of(instances + "-instances"), entries.stream().map(Entry::toString))
                .collect(Collectors.joining(" "));
    }
}
