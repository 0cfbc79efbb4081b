package winnow.protocol.frame;

/** Rule 1: chunk i travels in partition i mod P, in the rows topic and in the results topic. Pure. */
public final class Placement {
    private Placement() {}

    public static int partition(long number, int partitions) {
        return (int) (number % partitions);
    }

    /** How many frames before this number travel in the partition. */
    public static long count(int partition, long number, int partitions) {
        return (number - partition + partitions - 1) / partitions;
    }
}
