package winnow.sender.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.job.JobInput;

/**
 * The words of a command line as files. A word is, in this order: a path that exists, spaces and all; several words, if
 * it has white space; a glob. A directory stands for the files in it, a directory or a glob for no hidden ones.
 */
public final class InputFiles {
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Pattern GLOB_START = Pattern.compile("[*?\\[{\\\\]");

    private final Path workingDirectory;
    private final List<String> found = new ArrayList<>();
    private final List<Long> sizes = new ArrayList<>();

    private InputFiles(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    /** @throws StopException if there is nothing to read where a word points */
    public static JobInput.Files resolve(List<String> words, Path workingDirectory) {
        InputFiles files = new InputFiles(workingDirectory.toAbsolutePath());
        words.forEach(files::addWord);
        if (files.found.isEmpty()) {
            throw ExitCode.USAGE.because("no input is named: give a file, a directory or a glob");
        }
        return new JobInput.Files(files.found, files.sizes);
    }

    /** A file that is there, as an input of its own. */
    public static JobInput.Files ofOne(Path file) {
        InputFiles files = new InputFiles(file);
        files.addFile(file.toAbsolutePath());
        return new JobInput.Files(files.found, files.sizes);
    }

    private void addWord(String word) {
        Path path = path(word);
        if (Files.exists(path) && !word.isBlank()) {
            addPath(word, path);
        } else if (WHITE_SPACE.matcher(word).find()) {
            WHITE_SPACE.splitAsStream(word).filter(part -> !part.isEmpty()).forEach(this::addWord);
        } else if (GLOB_START.matcher(word).find()) {
            addGlob(word);
        } else {
            throw ExitCode.USAGE.because("there is no file '" + word + "'");
        }
    }

    private void addPath(String word, Path path) {
        if (!Files.isDirectory(path)) {
            addFile(path);
            return;
        }
        List<Path> inside = regularFiles(path, 1, file -> !hidden(file));
        if (inside.isEmpty()) {
            throw ExitCode.USAGE.because("there is no file in the directory '" + word + "'");
        }
        inside.forEach(this::addFile);
    }

    private void addGlob(String glob) {
        int slash = glob.lastIndexOf(
                '/',
                GLOB_START.matcher(glob).results().findFirst().orElseThrow().start());
        Path base = path(glob.substring(0, slash + 1));
        String pattern = glob.substring(slash + 1);
        PathMatcher matcher = matcher(base, glob, pattern);
        boolean showHidden = pattern.startsWith(".") || pattern.contains("/.");
        int depth = pattern.contains("**")
                ? Integer.MAX_VALUE
                : 1 + (int) pattern.chars().filter(c -> c == '/').count();
        List<Path> matching = Files.isDirectory(base)
                ? regularFiles(base, depth, file -> (showHidden || !hidden(file)) && matcher.matches(file))
                : List.of();
        if (matching.isEmpty()) {
            throw ExitCode.USAGE.because("no file matches '" + glob + "'");
        }
        matching.forEach(this::addFile);
    }

    /** As in a shell, and other than in Java, two stars and a slash stand for no directory too. */
    private static PathMatcher matcher(Path base, String glob, String pattern) {
        try {
            return base.getFileSystem().getPathMatcher("glob:" + pattern.replace("**/", "{**/,}"));
        } catch (PatternSyntaxException e) {
            throw ExitCode.USAGE.because("'" + glob + "' is no file and no glob: " + e.getDescription(), e);
        }
    }

    /** @param wanted asked with paths relative to the directory */
    private static List<Path> regularFiles(Path directory, int depth, PathMatcher wanted) {
        try (Stream<Path> files = Files.walk(directory, depth, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> wanted.matches(directory.relativize(file)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            // the exceptions of files have only a path for a message
            throw ExitCode.USAGE.because("cannot look for files in '" + directory + "': " + e, e);
        }
    }

    private static boolean hidden(Path relative) {
        for (Path name : relative) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private void addFile(Path path) {
        if (!Files.isRegularFile(path)) {
            throw ExitCode.USAGE.because("'" + path
                    + "' is no regular file and can be read only once: feed it to standard input and give '-'");
        }
        if (!Files.isReadable(path)) {
            throw ExitCode.USAGE.because("the file '" + path + "' cannot be read: its permissions forbid it");
        }
        found.add(path.toString());
        try {
            sizes.add(Files.size(path));
        } catch (IOException e) {
            throw ExitCode.USAGE.because("the file '" + path + "' cannot be looked at: " + e, e);
        }
    }

    private Path path(String word) {
        try {
            return workingDirectory.resolve(word).normalize();
        } catch (InvalidPathException e) {
            throw ExitCode.USAGE.because("'" + word + "' cannot be the name of a file", e);
        }
    }
}
