package winnow.classifier.topology;

import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.classifier.pipeline.ChunkAnswers;
import winnow.classifier.pipeline.ChunkObserver;
import winnow.metrics.JobMeter;
import winnow.metrics.Stage;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;

/** Measures the chunks of one stream task, from outside of the pipeline: in there nobody may know the time. One thread. */
public final class ChunkFigures implements ChunkObserver {
    private final JobMeter meter;
    private final @Nullable LabelTally labels;
    private long parsingSince;
    private long classifyingSince;
    private long classifiedAt;

    /** @param outputs of the classifier */
    public ChunkFigures(JobMeter meter, List<String> outputs, char delimiter) {
        this.meter = meter;
        this.labels = LabelTally.of(outputs, delimiter, meter);
    }

    @Override
    public void parsing() {
        parsingSince = System.nanoTime();
    }

    @Override
    public void classifying() {
        classifyingSince = System.nanoTime();
    }

    @Override
    public void classified(ChunkAnswers answers) {
        classifiedAt = System.nanoTime();
        if (labels != null) {
            labels.add(answers);
        }
    }

    /**
     * The chunk is through.
     *
     * @param queuedMillis from when it came into its topic until it was read
     */
    void done(RowsFrame rows, ResultsFrame results, long queuedMillis) {
        long queued = 1_000_000 * Math.max(0, queuedMillis);
        meter.took(Stage.QUEUE, queued);
        meter.took(Stage.PARSE, classifyingSince - parsingSince);
        meter.took(Stage.CLASSIFY, classifiedAt - classifyingSince);
        meter.took(Stage.PIPELINE, queued + classifiedAt - parsingSince);
        meter.read(rows.rows(), rows.bytes().length);
        meter.wrote(results.rows(), (long) results.results().length + results.rejects().length);
        meter.rejected(results.rejects());
        meter.chunkDone();
    }
}
