package winnow.bench.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One process as Linux tells of it in {@code /proc}. It may end at any moment: everything is empty then. */
record ProcFile(long pid) {
    private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux that Java runs on
    private static final int UTIME = 11; // fields after the name, which may hold spaces
    private static final int STIME = 12;

    private Path file(String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }

    private Optional<String> read(String name) {
        try {
            return Optional.of(new String(Files.readAllBytes(file(name)), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether it is of this home: commands know it from their environment, what they start is told in its command line. */
    boolean isOf(String home) {
        return read("environ")
                        .filter(environment -> ("\0" + environment).contains("\0WINNOW_HOME=" + home + "\0"))
                        .isPresent()
                || read("cmdline").filter(line -> line.contains(home)).isPresent();
    }

    /** What it is of Winnow, in a word: the command, or broker; empty if it is none of it. */
    Optional<String> role() {
        return read("cmdline").map(line -> line.split("\0", -1)).flatMap(ProcFile::role);
    }

    private static Optional<String> role(String[] words) {
        for (int word = 0; word < words.length - 1; word++) {
            if (words[word].equals("winnow.cli.Winnow")) {
                return Optional.of(words[word + 1]);
            }
            if (words[word].startsWith("winnow.local.")) {
                return Optional.of("broker");
            }
        }
        return Optional.empty();
    }

    /** Processor seconds since it was started. */
    Optional<Double> processorSeconds() {
        return read("stat").map(stat -> {
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) / TICKS_PER_SECOND;
        });
    }

    /** The most memory it ever had, in MiB: what lay in RAM, files that are mapped included. */
    Optional<Long> peakMebibytes() {
        return read("status")
                .flatMap(status ->
                        status.lines().filter(line -> line.startsWith("VmHWM:")).findFirst())
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10);
    }
}
