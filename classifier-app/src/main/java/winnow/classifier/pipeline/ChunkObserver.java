package winnow.classifier.pipeline;

/**
 * Told by a pipeline which step of a chunk begins, so that somebody outside can look at the clock, and what the answers
 * are. Called once for each chunk, by the thread of the pipeline.
 */
public interface ChunkObserver {
    /** Does not care. */
    ChunkObserver NONE = new ChunkObserver() {
        @Override
        public void parsing() {}

        @Override
        public void classifying() {}

        @Override
        public void classified(ChunkAnswers answers) {}
    };

    void parsing();

    void classifying();

    /** @param answers good until this returns */
    void classified(ChunkAnswers answers);
}
