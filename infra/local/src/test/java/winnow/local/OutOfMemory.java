package winnow.local;

/** A program whose heap is not enough. */
final class OutOfMemory {
    private OutOfMemory() {}

    public static void main(String[] arguments) {
        System.out.println(new byte[Integer.MAX_VALUE / 2].length);
    }
}
