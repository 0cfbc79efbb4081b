package winnow.cli.hub;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import winnow.cli.option.Conversions;
import winnow.cli.option.FormatOptions;
import winnow.cli.option.ModelOptions;
import winnow.hub.desk.JobRequest;
import winnow.protocol.ExitCode;

/** A request's options as {@code winnow run} would read them: one set of checks and sentences for both. */
@Command
final class RequestOptions {
    @Mixin
    private final FormatOptions format = new FormatOptions();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    /** @throws winnow.protocol.StopException USAGE with the option that cannot be */
    static RequestOptions of(JobRequest request) {
        RequestOptions options = new RequestOptions();
        CommandLine line = Conversions.register(new CommandLine(options));
        try {
            line.parseArgs(words(request).toArray(String[]::new));
            return options;
        } catch (ParameterException e) {
            throw ExitCode.USAGE.because(String.valueOf(e.getMessage()), e);
        }
    }

    private static List<String> words(JobRequest request) {
        List<String> words = new ArrayList<>(List.of("--model=" + request.model()));
        request.modelOptions().forEach((option, value) -> words.add("--" + option + "=" + value));
        if (request.maxRejects() != null) {
            words.add("--max-rejects=" + request.maxRejects());
        }
        if (request.timeLimitSeconds() != null) {
            words.add("--time-limit=" + request.timeLimitSeconds());
        }
        if (request.evaluate() != null) {
            words.add("--evaluate=" + request.evaluate());
        }
        if (request.delimiter() != null) {
            words.add("--delimiter=" + request.delimiter());
        }
        if (!request.columns().isEmpty()) {
            words.add("--no-header");
            request.columns().forEach(column -> words.add("--columns=" + column));
        }
        return words;
    }

    FormatOptions format() {
        return format;
    }

    ModelOptions model() {
        return model;
    }
}
