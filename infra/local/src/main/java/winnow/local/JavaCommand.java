package winnow.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The command line of a Java program that runs as a process of its own, on the Java that runs this one. The one place
 * for what a JVM is told.
 *
 * @param heapMegabytes the most that its heap may take
 * @param oneThread whether one thread does nearly all of its work: then collecting garbage in parallel costs more than it
 *     brings
 * @param properties system properties
 */
public record JavaCommand(
        int heapMegabytes,
        boolean oneThread,
        String classPath,
        Map<String, String> properties,
        String mainClass,
        List<String> arguments) {
    /**
     * From here on Java warns of native code that was not announced, which the compression in Kafka's clients is, and of
     * the way in which Kafka's broker unmaps its files.
     */
    private static final int WARNS = 24;

    /** Names the archive of loaded classes that the build has made, if it has: bin/winnow sets it. */
    private static final String ARCHIVE = "winnow.archive";

    public JavaCommand {
        properties = new TreeMap<>(properties);
        arguments = List.copyOf(arguments);
    }

    /** A long-lived program on the class path of this one. */
    public static JavaCommand of(int heapMegabytes, String mainClass, String... arguments) {
        return new JavaCommand(
                heapMegabytes, false, System.getProperty("java.class.path"), Map.of(), mainClass, List.of(arguments));
    }

    public JavaCommand forOneThread() {
        return new JavaCommand(heapMegabytes, true, classPath, properties, mainClass, arguments);
    }

    JavaCommand withArguments(List<String> others) {
        return new JavaCommand(heapMegabytes, oneThread, classPath, properties, mainClass, others);
    }

    public JavaCommand with(String property, String value) {
        Map<String, String> more = new TreeMap<>(properties);
        more.put(property, value);
        return new JavaCommand(heapMegabytes, oneThread, classPath, more, mainClass, arguments);
    }

    /**
     * Tells a process that was started by this command from one of another command or another build. Empty without the
     * archive, which each build makes anew.
     */
    Optional<String> identity() {
        String archive = System.getProperty(ARCHIVE);
        if (archive == null) {
            return Optional.empty();
        }
        String build = Path.of(archive).toFile().lastModified() + "\n" + String.join("\n", line());
        return Optional.of(
                UUID.nameUUIDFromBytes(build.getBytes(StandardCharsets.UTF_8)).toString());
    }

    public List<String> line() {
        return line(Runtime.version().feature());
    }

    List<String> line(int javaFeature) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xmx" + heapMegabytes + "m");
        // a process that goes on without some of its threads is worse than one that ends and is started again. A JVM
        // that aborts without a core file ends with exit code 1, failed; plain ExitOnOutOfMemoryError ends with 3,
        // which means too many rejects. Why it aborts goes to the log, and no file is left where the user happened to
        // be
        line.add("-XX:+CrashOnOutOfMemoryError");
        line.add("-XX:-CreateCoredumpOnCrash");
        line.add("-XX:ErrorFile=/dev/null");
        // ten times the default: the second compiler is left to the loops that the rows go through. Else it takes half
        // of the processor time of a broker's or an instance's first job, for code that gains little by it
        line.add("-XX:Tier4InvocationThreshold=50000");
        line.add("-XX:Tier4MinInvocationThreshold=6000");
        line.add("-XX:Tier4CompileThreshold=150000");
        line.add("-XX:Tier4BackEdgeThreshold=400000");
        if (oneThread) {
            line.add("-XX:+UseSerialGC");
            // the few loops that it lives in are compiled well after a moment all the same, and what it does once while
            // it starts is not worth a compilation: a third less processor time until it is at work
            line.add("-XX:CompileThresholdScaling=3");
        }
        if (javaFeature >= WARNS) {
            line.add("--enable-native-access=ALL-UNNAMED");
            line.add("--sun-misc-unsafe-memory-access=allow");
        }
        String archive = System.getProperty(ARCHIVE);
        if (archive != null) {
            line.add("-XX:SharedArchiveFile=" + archive);
            line.add("-D" + ARCHIVE + "=" + archive); // it may start programs, too
            line.add("-XX:+UnlockDiagnosticVMOptions");
            line.add("-XX:ArchiveRelocationMode=0"); // bin/winnow says why
            // another Java than the one that made it does without, and need not say so
            line.add("-Xlog:cds=off");
            line.add("-Xlog:cds+dynamic=off");
        }
        properties.forEach((property, value) -> line.add("-D" + property + "=" + value));
        line.add("-cp");
        line.add(classPath);
        line.add(mainClass);
        line.addAll(arguments);
        return line;
    }
}
