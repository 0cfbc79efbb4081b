package winnow.cli.plan;

import winnow.sender.source.RowSource;

/** Knows how many bytes were read of another source. */
final class CountedSource implements RowSource {
    private final RowSource source;
    private long bytes;

    CountedSource(RowSource source) {
        this.source = source;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public boolean nextFile() {
        return source.nextFile();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public int read(byte[] into, int from, int length) {
        int read = source.read(into, from, length);
        bytes += Math.max(0, read);
        return read;
    }

    @Override
    public double share() {
        return source.share();
    }

    @Override
    public void close() {
        source.close();
    }
}
