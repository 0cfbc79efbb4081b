package winnow.sender.cut;

import java.util.List;
import java.util.Optional;
import winnow.protocol.ExitCode;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.JobInput;
import winnow.sender.source.RowSource;

/** Learns a job's columns from the start of each of its files, before the job is made. */
public final class CsvHeader {
    /** An input without a single record has one column without a name: its job has 0 rows and is complete. */
    private static final List<String> NO_COLUMNS = List.of("");

    private CsvHeader() {}

    /**
     * @param columnsWhenNoHeader names for the columns of files that start with a row
     * @throws winnow.protocol.StopException if the files are not of one form, or not to be read
     */
    public static CsvFormat read(JobInput input, char delimiter, Optional<List<String>> columnsWhenNoHeader) {
        CsvFormat.requireDelimiter(delimiter);
        if (columnsWhenNoHeader.isPresent()) {
            List<String> columns = columnsWhenNoHeader.get();
            HeaderLine.requireDistinct(columns, "--columns");
            return new CsvFormat(delimiter, false, columns);
        }
        try (RowSource source = RowSource.openHead(input)) {
            return new CsvFormat(delimiter, true, columns(new RowReader(source, delimiter), delimiter));
        }
    }

    private static List<String> columns(RowReader reader, char delimiter) {
        List<String> columns = null;
        String namedBy = "";
        while (reader.nextFile()) {
            List<String> ofFile = HeaderLine.read(reader, delimiter);
            if (columns == null) {
                columns = ofFile;
                namedBy = reader.fileName();
            } else if (ofFile != null && !ofFile.equals(columns)) {
                throw ExitCode.USAGE.because("the header of '" + reader.fileName() + "' differs from that of '"
                        + namedBy + "' (" + HeaderLine.difference(ofFile, columns)
                        + "): the files of a job must have the same one");
            }
        }
        return columns == null ? NO_COLUMNS : columns;
    }
}
