package winnow.classifier.store;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Things that are costly to make and used by several, one for each key: made by the first who asks, closed when the last
 * has let go of it, never while somebody still holds it. Any thread.
 */
public final class Shared<T extends AutoCloseable> {
    private final Map<String, Entry<T>> entries = new TreeMap<>();

    private static final class Entry<T> {
        private final T value;
        private int holders;

        private Entry(T value) {
            this.value = value;
        }
    }

    /** A hold on a thing. Closing it twice is as good as once. */
    public final class Hold implements AutoCloseable {
        private final String key;
        private final T value;
        private boolean held = true;

        private Hold(String key, T value) {
            this.key = key;
            this.value = value;
        }

        public T value() {
            return value;
        }

        @Override
        public void close() {
            synchronized (Shared.this) {
                if (held) {
                    held = false;
                    release(key);
                }
            }
        }
    }

    /** @param make asked only if nobody holds it now; what it throws is passed on and nothing is kept */
    public synchronized Hold hold(String key, Supplier<T> make) {
        Entry<T> entry = entries.get(key);
        if (entry == null) {
            entry = new Entry<>(make.get());
            entries.put(key, entry);
        }
        entry.holders++;
        return new Hold(key, entry.value);
    }

    private void release(String key) {
        Entry<T> entry = entries.get(key);
        if (entry != null && --entry.holders == 0) {
            entries.remove(key);
            try {
                entry.value.close();
            } catch (Exception e) {
                throw new IllegalStateException("what nobody uses any more cannot be closed", e);
            }
        }
    }
}
