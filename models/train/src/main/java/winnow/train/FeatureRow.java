package winnow.train;

import java.util.Arrays;

/** The features of one row that are not 0. Reused from row to row; one thread. */
final class FeatureRow {
    private int[] indexes = new int[64];
    private float[] values = new float[64];
    private int size;
    private int base;

    void clear() {
        size = 0;
        base = 0;
    }

    /** Features that are put next count from here. */
    void startAt(int feature) {
        base = feature;
    }

    /** @param feature larger than that of the call before, counted from where the encoder's features start */
    void put(int feature, float value) {
        if (value == 0) {
            return;
        }
        append(feature, value);
    }

    private void append(int feature, float value) {
        if (size == indexes.length) {
            indexes = Arrays.copyOf(indexes, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        indexes[size] = base + feature;
        values[size++] = value;
    }

    /** Adds feature 0 if it is 0, too: Tribuo refuses a row without any feature that it knows. */
    void addFirst() {
        if (size == 0 || indexes[0] > 0) {
            startAt(0);
            append(0, 0);
        }
    }

    int size() {
        return size;
    }

    int index(int at) {
        return indexes[at];
    }

    float value(int at) {
        return values[at];
    }
}
