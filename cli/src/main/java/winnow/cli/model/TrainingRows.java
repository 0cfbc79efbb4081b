package winnow.cli.model;

import winnow.classifier.model.Batch;
import winnow.classifier.pipeline.Pipeline;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobInput;
import winnow.sender.cut.Cutter;
import winnow.sender.source.RowSource;
import winnow.train.Table;

/**
 * All of an input in memory, cut and checked as a job's rows are: what would be a reject there is not learnt from.
 *
 * @param malformed rows that were left out
 */
public record TrainingRows(Table table, long malformed) {
    public static TrainingRows read(JobInput input, CsvFormat format) {
        Table table = new Table(format.columns());
        long wellFormed = 0;
        try (RowSource source = RowSource.open(input)) {
            Cutter cutter = new Cutter(source, format, CutRule.DEFAULT);
            for (RowsFrame frame = cutter.next(); frame != null; frame = cutter.next()) {
                Batch batch = Pipeline.wellFormed(format, format.columns(), frame);
                table.add(batch);
                wellFormed += batch.rows();
            }
            return new TrainingRows(table, cutter.rows() - wellFormed);
        }
    }
}
