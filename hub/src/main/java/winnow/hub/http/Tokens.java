package winnow.hub.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import winnow.protocol.ExitCode;

/**
 * Who may do what. Tokens come from a file, one a line, {@code read <token>} or {@code submit <token>}; lines that begin
 * with # are left out. Without a file there is no login.
 */
public final class Tokens {
    /** Without any login; for a hub that only its own machine reaches. */
    public static final Tokens NONE = new Tokens(List.of());

    /** A shorter one could be guessed. */
    private static final int SHORTEST = 16;

    private final List<Token> tokens;

    private record Token(Access access, String text) {}

    private Tokens(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** @throws winnow.protocol.StopException with USAGE if the file cannot be read, or is not as it should be */
    public static Tokens read(Path file) {
        List<Token> tokens = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    tokens.add(token(line.strip().split("\\s+", -1), file));
                }
            }
        } catch (IOException e) {
            throw ExitCode.USAGE.because("--token-file: cannot read " + file + ": " + e.getMessage(), e);
        }
        if (tokens.isEmpty()) {
            throw ExitCode.USAGE.because(
                    "--token-file: " + file + " has no token: write lines such as 'submit <token>' or 'read <token>'");
        }
        return new Tokens(tokens);
    }

    private static Token token(String[] words, Path file) {
        boolean known = words.length == 2 && (words[0].equals("read") || words[0].equals("submit"));
        if (!known || words[1].length() < SHORTEST) {
            throw ExitCode.USAGE.because("--token-file: each line of " + file
                    + " is 'read <token>' or 'submit <token>', with a token of at least " + SHORTEST + " characters");
        }
        return new Token(Access.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1]);
    }

    boolean needed() {
        return !tokens.isEmpty();
    }

    /** What this token allows; every token is compared, each in constant time. */
    Optional<Access> access(String presented) {
        byte[] text = presented.getBytes(StandardCharsets.UTF_8);
        Access access = null;
        for (Token token : tokens) {
            if (MessageDigest.isEqual(token.text().getBytes(StandardCharsets.UTF_8), text)) {
                access = token.access();
            }
        }
        return Optional.ofNullable(access);
    }
}
