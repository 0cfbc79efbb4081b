package winnow.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The rules of the house that no compiler keeps. */
@AnalyzeClasses(packages = "winnow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** What ends in results.log is made here: cut, classified, ordered and written. */
    private static final String[] EXACT = {
        "winnow.protocol.csv..",
        "winnow.protocol.frame..",
        "winnow.sender.cut..",
        "winnow.classifier.pipeline..",
        "winnow.classifier.model..",
        "winnow.classifier.onnx..",
        "winnow.classifier.cel..",
        "winnow.classifier.exec..",
        "winnow.receiver.order..",
        "winnow.receiver.log..",
    };

    @ArchTest
    static final ArchRule sender_knowsOnlyTheProtocol = programKnowsNoOther("winnow.sender..");

    @ArchTest
    static final ArchRule classifier_knowsOnlyTheProtocol = programKnowsNoOther("winnow.classifier..");

    @ArchTest
    static final ArchRule receiver_knowsOnlyTheProtocol = programKnowsNoOther("winnow.receiver..");

    @ArchTest
    static final ArchRule local_knowsNoProgram = noClasses()
            .that()
            .resideInAPackage("winnow.local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("winnow.sender..", "winnow.classifier..", "winnow.receiver..", "winnow.cli..");

    @ArchTest
    static final ArchRule metrics_knowsOnlyTheProtocol = programKnowsNoOther("winnow.metrics..");

    @ArchTest
    static final ArchRule exact_knowsNoMetrics = noClasses()
            .that()
            .resideInAnyPackage(EXACT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("winnow.metrics..", "io.micrometer..");

    @ArchTest
    static final ArchRule frame_isPlainJava = classes()
            .that()
            .resideInAPackage("winnow.protocol.frame..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("winnow.protocol.frame..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule cutClassifyOrderAndLog_knowNoKafka = noClasses()
            .that()
            .resideInAnyPackage(EXACT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "winnow.protocol.kafka..");

    @ArchTest
    static final ArchRule nothingInTheLog_dependsOnTime = noClasses()
            .that()
            .resideInAnyPackage(EXACT)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Instant.class, LocalDate.class, LocalDateTime.class, ZonedDateTime.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule nothingInTheLog_dependsOnChanceOrHost = noClasses()
            .that()
            .resideInAnyPackage(EXACT)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    Random.class,
                    SplittableRandom.class,
                    ThreadLocalRandom.class,
                    SecureRandom.class,
                    UUID.class,
                    InetAddress.class,
                    NetworkInterface.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(Object.class, "hashCode")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule nothingInTheLog_dependsOnTheOrderOfAHashMap = noClasses()
            .that()
            .resideInAnyPackage(EXACT)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(HashMap.class, HashSet.class);

    /** And Termination, which has the process end with its own code where the JVM would end with a signal's. */
    @ArchTest
    static final ArchRule onlyTheRootCommand_exits = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("winnow.cli.Winnow")
            .and()
            .doNotHaveFullyQualifiedName("winnow.cli.Termination")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("winnow.(**)").should().beFreeOfCycles();

    private static ArchRule programKnowsNoOther(String program) {
        return noClasses()
                .that()
                .resideInAPackage(program)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(java.util.stream.Stream.of(
                                "winnow.sender..",
                                "winnow.classifier..",
                                "winnow.receiver..",
                                "winnow.local..",
                                "winnow.cli..")
                        .filter(other -> !other.equals(program))
                        .toArray(String[]::new));
    }
}
