package winnow.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs nothing but says what would have been run; a key is as long as a key, and the same each time. */
final class RecordedCommands implements Commands {
    static final String PUBLIC_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB winnow";

    private final List<String> commands = new ArrayList<>();
    private Runnable deployed = () -> {};

    void onDeploy(Runnable deployed) {
        this.deployed = deployed;
    }

    /** Each of them on one line, with its last name only. */
    List<String> commands() {
        return commands;
    }

    @Override
    public int exitCode(String what, List<String> command) {
        commands.add(
                Path.of(command.get(0)).getFileName() + " " + String.join(" ", command.subList(1, command.size())));
        if (command.get(0).equals("ssh-keygen")) {
            Path key = Path.of(command.get(command.size() - 1));
            try {
                Files.writeString(key, "private");
                Files.writeString(key.resolveSibling("key.pub"), PUBLIC_KEY + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (command.contains("deploy")) {
            deployed.run();
        }
        return 0;
    }
}
