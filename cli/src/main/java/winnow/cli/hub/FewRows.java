package winnow.cli.hub;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import winnow.classifier.model.Classifier;
import winnow.classifier.pipeline.Pipeline;
import winnow.hub.desk.RowsAnswer;
import winnow.protocol.frame.Reject;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobInput;
import winnow.sender.cut.Cutter;
import winnow.sender.source.RowSource;

/**
 * An input of a few rows, classified by the calling thread: cutter and pipeline are those of a job.
 *
 * @param timeLimit for each call of the classifier
 * @param mostRows more are not classified at all
 */
record FewRows(JobInput input, CsvFormat format, Duration timeLimit, int mostRows) {

    /**
     * @return empty if there are too many rows
     * @throws winnow.protocol.StopException with USAGE if a column is missing
     */
    Optional<RowsAnswer> classify(Classifier classifier) {
        Pipeline.requireColumns(format, classifier);
        List<RowsFrame> chunks = new ArrayList<>();
        long rows = 0;
        try (RowSource source = RowSource.open(input)) {
            Cutter cutter = new Cutter(source, format, CutRule.DEFAULT);
            for (RowsFrame chunk = cutter.next(); chunk != null; chunk = cutter.next()) {
                rows += chunk.rows();
                if (rows > mostRows) {
                    return Optional.empty();
                }
                chunks.add(chunk);
            }
        }
        Pipeline pipeline = new Pipeline(format, classifier, timeLimit);
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream rejects = new ByteArrayOutputStream();
        results.writeBytes(format.resultsHeader(classifier.outputs()).getBytes(StandardCharsets.UTF_8));
        rejects.writeBytes(Reject.HEADER.getBytes(StandardCharsets.UTF_8));
        long rejected = 0;
        for (RowsFrame chunk : chunks) {
            ResultsFrame classified = pipeline.classify(chunk);
            results.writeBytes(classified.results());
            rejects.writeBytes(classified.rejects());
            rejected += classified.rejected();
        }
        return Optional.of(new RowsAnswer(rows, rejected, results.toByteArray(), rejects.toByteArray()));
    }
}
