package winnow.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

/** Who gets a message when a machine fails: {@code ONCALL.json}, a list of numbers. */
final class Oncall {
    /** E.164: the country's code first, which has no leading zero; fifteen digits at most. Fewer than seven reach nobody. */
    private static final Pattern E164 = Pattern.compile("[+][1-9][0-9]{6,14}");

    private Oncall() {}

    /** @throws StopException USAGE */
    static List<String> read(Path file) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw wrong(file, "no JSON at line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw ExitCode.USAGE.because("cannot read " + file + ": write [] in it if nobody is to be called", e);
        }
        if (!root.isArray()) {
            throw wrong(file, "must be a list of numbers, as [\"+4930123456\"]; [] if nobody is to be called");
        }
        List<String> numbers = new ArrayList<>();
        for (JsonNode number : root) {
            if (!number.isTextual() || !E164.matcher(number.textValue()).matches()) {
                throw wrong(
                        file,
                        number + " is no number in E.164, that is \"+\", the country's code and the rest, without"
                                + " spaces: \"+4930123456\"");
            }
            if (numbers.contains(number.textValue())) {
                throw wrong(file, number + " is there twice");
            }
            numbers.add(number.textValue());
        }
        return List.copyOf(numbers);
    }

    private static StopException wrong(Path file, String what) {
        return ExitCode.USAGE.because(file + ": " + what);
    }
}
