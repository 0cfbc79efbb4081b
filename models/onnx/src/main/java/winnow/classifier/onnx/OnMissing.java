package winnow.classifier.onnx;

import winnow.protocol.ExitCode;

/**
 * What a numeric column gets where its cell is empty.
 *
 * @param rejects whether the row is a reject
 * @param value else what stands for it; NaN where the model knows what to do with that
 */
record OnMissing(boolean rejects, double value) {

    /** @param text of {@code --on-missing}, or of the model's metadata: {@code error}, {@code nan} or a number */
    static OnMissing of(String text) {
        if (text.equals("error")) {
            return new OnMissing(true, Double.NaN);
        }
        if (text.equalsIgnoreCase("nan")) {
            return new OnMissing(false, Double.NaN);
        }
        try {
            return new OnMissing(false, Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw ExitCode.USAGE.because("--on-missing takes error, nan or a number, not '" + text + "'", e);
        }
    }
}
