package winnow.protocol.frame;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row that could not be classified, and why. Data, never an exception.
 *
 * @param row number of the row; the first row after the header line is 1
 * @param line line in the input on which the row starts; the header line is line 1
 * @param offset offset in the (decompressed) input of the row's first byte, from 0
 * @param column the column at fault; empty if it is the row as a whole
 * @param message a sentence for the person who mends the input
 * @param raw the row's bytes as they are, without the line end; of an oversized row only the first
 *     {@link #OVERSIZED_RAW_BYTES}
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record Reject(long row, long line, long offset, RejectCode code, String column, String message, byte[] raw) {

    public static final int OVERSIZED_RAW_BYTES = 1024;

    /** The first line of rejects.csv, with its line end. */
    public static final String HEADER = "row,line,offset,code,column,message,raw\r\n";

    /** A name or message longer than this is cut, so that the size of a frame of rejects has a bound. */
    private static final int MAX_TEXT_CHARS = 120;

    private static final int CODE_FIELD = 3;

    /**
     * Appends this as one record of rejects.csv. RFC 4180: records end in CRLF; column, message and raw always stand in
     * quotes, with quotes doubled.
     */
    public void appendTo(ByteArrayOutputStream out) {
        out.writeBytes((row + "," + line + "," + offset + "," + code + ",").getBytes(StandardCharsets.US_ASCII));
        appendQuoted(text(column), out);
        out.write(',');
        appendQuoted(text(message), out);
        out.write(',');
        appendQuoted(raw, out);
        out.write('\r');
        out.write('\n');
    }

    /** How many rejects there are of each code in lines that {@link #appendTo} has made. */
    public static SortedMap<String, Integer> countByCode(byte[] lines) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        int at = 0;
        while (at < lines.length) {
            int code = at;
            for (int field = 0; field < CODE_FIELD; field++) {
                code = indexOf(lines, code, (byte) ',') + 1;
            }
            int end = indexOf(lines, code, (byte) ',');
            if (end > code) {
                counts.merge(new String(lines, code, end - code, StandardCharsets.US_ASCII), 1, Integer::sum);
            }
            at = indexAfterRecord(lines, end);
        }
        return counts;
    }

    /** Or the length, if there is none. */
    private static int indexOf(byte[] bytes, int from, byte wanted) {
        int at = from;
        while (at < bytes.length && bytes[at] != wanted) {
            at++;
        }
        return Math.min(at, bytes.length);
    }

    private static int indexAfterRecord(byte[] lines, int from) {
        boolean quoted = false;
        for (int at = from; at < lines.length; at++) {
            if (lines[at] == '"') {
                quoted = !quoted;
            } else if (lines[at] == '\n' && !quoted) {
                return at + 1;
            }
        }
        return lines.length;
    }

    private static byte[] text(String text) {
        String cut = text.length() <= MAX_TEXT_CHARS ? text : text.substring(0, MAX_TEXT_CHARS - 1) + "…";
        return cut.getBytes(StandardCharsets.UTF_8);
    }

    private static void appendQuoted(byte[] bytes, ByteArrayOutputStream out) {
        out.write('"');
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '"') {
                out.write(bytes, from, i + 1 - from);
                from = i; // the quote is written again with what follows it
            }
        }
        out.write(bytes, from, bytes.length - from);
        out.write('"');
    }
}
