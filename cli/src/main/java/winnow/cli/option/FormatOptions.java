package winnow.cli.option;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.protocol.ExitCode;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.JobInput;
import winnow.sender.cut.CsvHeader;

/** How the input is written. */
public final class FormatOptions {
    @Option(
            names = "--delimiter",
            paramLabel = "C",
            defaultValue = ",",
            description = "one character between fields, or tab (default: ${DEFAULT-VALUE})")
    private String delimiter;

    @Option(names = "--no-header", description = "the input has no line of column names; --columns gives them")
    private boolean noHeader;

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description = "names of the columns, with --no-header")
    private @Nullable List<String> columns;

    /** @throws winnow.protocol.StopException with USAGE if the input's header is not as it should be */
    public CsvFormat read(JobInput input) {
        if (noHeader && columns == null) {
            throw ExitCode.USAGE.because("an input without a header needs the names of its columns: --columns a,b,c");
        }
        if (!noHeader && columns != null) {
            throw ExitCode.USAGE.because("--columns goes with --no-header; else the header line names the columns");
        }
        return CsvHeader.read(input, delimiter(), Optional.ofNullable(columns));
    }

    private char delimiter() {
        if (delimiter.equals("tab") || delimiter.equals("\\t")) {
            return '\t';
        }
        if (delimiter.length() != 1) {
            throw ExitCode.USAGE.because("the delimiter must be one character, or tab, not '" + delimiter + "'");
        }
        return delimiter.charAt(0);
    }
}
