package winnow.classifier.topology;

/** Told of each frame that was classified and passed on, by the stream thread that did it. */
@FunctionalInterface
public interface ClassifiedFrames {
    void classified(int rows, int rejected);
}
