package winnow.cli.model;

import winnow.classifier.model.Batch;
import winnow.classifier.pipeline.Pipeline;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobInput;
import winnow.sender.cut.Cutter;
import winnow.sender.source.RowSource;

/** Looks at the beginning of an input. */
final class FirstRows {
    /** So many tell the types of columns well, and are read in no time. */
    private static final CutRule FIRST = new CutRule(1000, 1 << 20, CutRule.DEFAULT.maxRowBytes());

    private static final RowsFrame NONE = RowsFrame.seal(0, 0, 1, 1, 0, 0, 0, new byte[0], new byte[0]);

    private FirstRows() {}

    /** The well-formed ones among them, with all columns. */
    static Batch of(JobInput input, CsvFormat format) {
        if (input instanceof JobInput.StandardInput) {
            throw ExitCode.USAGE.because("with --no-spool the first rows cannot be looked at before they are sent:"
                    + " leave it out, or declare the type of every column (--schema)");
        }
        try (RowSource source = RowSource.open(input)) {
            RowsFrame first = new Cutter(source, format, FIRST).next();
            return Pipeline.wellFormed(format, format.columns(), first == null ? NONE : first);
        }
    }
}
