package winnow.protocol.model;

import java.time.Instant;
import winnow.protocol.ExitCode;

/**
 * Entry of {@code winnow.models}, under the model's SHA-256: all of its parts are there. They come before it, see
 * {@link ModelPart}.
 *
 * @param version of this form; a program refuses one that it does not know, and ignores fields that it does not know
 * @param kind of classifier that reads it, for example {@code onnx}
 */
public record PushedModel(int version, ModelRef model, String kind, Instant pushed) {
    private static final int VERSION = 1;

    public PushedModel {
        if (version != VERSION) {
            throw ExitCode.FAILED.because("the model " + model.name() + " is written in version " + version
                    + " and this Winnow knows " + VERSION + ": use the Winnow that pushed it, or a newer one");
        }
    }

    public static PushedModel of(ModelRef model, String kind, Instant pushed) {
        return new PushedModel(VERSION, model, kind, pushed);
    }
}
