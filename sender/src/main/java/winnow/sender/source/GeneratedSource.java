package winnow.sender.source;

import winnow.protocol.job.JobInput;

/** The generator's rows as one file. */
final class GeneratedSource implements RowSource {
    private final GeneratedStream stream;
    private final long rows;

    private boolean started;
    /** Written by the reading thread only. */
    private volatile long rowsRead;

    GeneratedSource(JobInput.Generated input) {
        this.stream = new RowGenerator(input).stream();
        this.rows = input.rows();
    }

    @Override
    public boolean nextFile() {
        boolean first = !started;
        started = true;
        return first;
    }

    @Override
    public String name() {
        return "the generator";
    }

    @Override
    public int read(byte[] into, int from, int length) {
        int count = stream.read(into, from, length);
        rowsRead = stream.rowsMade();
        return count;
    }

    @Override
    public double share() {
        return rows == 0 ? 1 : (double) rowsRead / rows;
    }

    @Override
    public void close() {}
}
