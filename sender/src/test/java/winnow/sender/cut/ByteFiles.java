package winnow.sender.cut;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import winnow.sender.source.RowSource;

/** Files in memory, named by their numbers, that give as few bytes at a time as they are told to. */
final class ByteFiles implements RowSource {
    private final List<byte[]> files;
    private final IntUnaryOperator readSize;

    private int file = -1;
    private int position;
    /** Of all that were handed in to be read into. */
    int largestBuffer;

    /** @param readSize how many bytes to give of those that could be given, at least one */
    ByteFiles(List<byte[]> files, IntUnaryOperator readSize) {
        this.files = files;
        this.readSize = readSize;
    }

    static ByteFiles of(String... texts) {
        return new ByteFiles(
                Stream.of(texts)
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                most -> most);
    }

    @Override
    public boolean nextFile() {
        file++;
        position = 0;
        return file < files.size();
    }

    @Override
    public String name() {
        return "file " + file;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        largestBuffer = Math.max(largestBuffer, into.length);
        byte[] bytes = files.get(file);
        if (position == bytes.length) {
            return -1;
        }
        int count = readSize.applyAsInt(Math.min(length, bytes.length - position));
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
