package winnow.train;

/** What a training has come to. */
public final class Trained {
    private final String report;
    private final byte[] model;

    Trained(String report, byte[] model) {
        this.report = report;
        this.model = model;
    }

    /** For people, several lines. */
    public String report() {
        return report;
    }

    /** An ONNX file. */
    public byte[] model() {
        return model.clone();
    }
}
