package winnow.simulation;

import java.util.List;
import winnow.sender.source.RowSource;

/** An input of files that are in memory. */
final class BytesSource implements RowSource {
    private final List<byte[]> files;
    private int file = -1;
    private int position;

    BytesSource(List<byte[]> files) {
        this.files = files;
    }

    @Override
    public boolean nextFile() {
        position = 0;
        return ++file < files.size();
    }

    @Override
    public String name() {
        return "file " + file;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        byte[] bytes = files.get(file);
        int count = Math.min(length, bytes.length - position);
        if (count == 0) {
            return -1;
        }
        System.arraycopy(bytes, position, into, from, count);
        position += count;
        return count;
    }

    @Override
    public double share() {
        return 0;
    }

    @Override
    public void close() {}
}
