package kz.dabyl.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The arrows between the rooms point one way, and the core of the detector is pure. */
@AnalyzeClasses(packages = "kz.dabyl", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String CORE = "kz.dabyl.detector.core";
    private static final List<String> ROOMS_OF_ONE_WAY_PACKAGES = List.of(
            "kz.dabyl.model",
            "kz.dabyl.words",
            "kz.dabyl.runtime",
            "kz.dabyl.collector",
            "kz.dabyl.detector",
            "kz.dabyl.alerts",
            "kz.dabyl.app",
            "kz.dabyl.broker",
            "kz.dabyl.console",
            "kz.dabyl.probe",
            "kz.dabyl.simulator");

    @ArchTest
    static final ArchRule ARROWS_BETWEEN_ROOMS_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("model")
            .definedBy("kz.dabyl.model..", "kz.dabyl.words..")
            .layer("runtime")
            .definedBy("kz.dabyl.runtime..")
            .layer("broker")
            .definedBy("kz.dabyl.broker..")
            .layer("collector")
            .definedBy("kz.dabyl.collector..")
            .layer("detector")
            .definedBy("kz.dabyl.detector..")
            .layer("alerts")
            .definedBy("kz.dabyl.alerts..")
            .layer("console")
            .definedBy("kz.dabyl.console..")
            .layer("probe")
            .definedBy("kz.dabyl.probe..")
            .layer("simulator")
            .definedBy("kz.dabyl.simulator..")
            .layer("app")
            .definedBy("kz.dabyl.app..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("collector")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("detector")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("alerts")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("console")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("console")
            .mayOnlyAccessLayers("runtime")
            .whereLayer("probe")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("probe")
            .mayOnlyAccessLayers("model")
            .whereLayer("simulator")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("broker")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("runtime")
            .mayOnlyBeAccessedByLayers("app", "collector", "detector", "alerts", "console")
            .whereLayer("broker")
            .mayNotAccessAnyLayer()
            .whereLayer("model")
            .mayNotAccessAnyLayer();

    /** Each package whole, also the one that bears the name of its room. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            var name = type.getPackageName();
            return ROOMS_OF_ONE_WAY_PACKAGES.stream().anyMatch(room -> name.equals(room) || name.startsWith(room + "."))
                    ? SliceIdentifier.of(name)
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of " + ROOMS_OF_ONE_WAY_PACKAGES;
        }
    };

    @ArchTest
    static final ArchRule PACKAGES_OF_A_ROOM_KNOW_EACH_OTHER_ONE_WAY =
            slices().assignedFrom(PACKAGES).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_MODEL_KNOWS_NEITHER_KAFKA_NOR_VERTX = noClasses()
            .that()
            .resideInAnyPackage("kz.dabyl.model..", "kz.dabyl.words..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "kafka..", "io.vertx..", "io.netty..");

    /** What a probe carries to its host: the JDK, and of libraries the streaming half of Jackson and the command line. */
    @ArchTest
    static final ArchRule A_PROBE_CARRIES_LITTLE = noClasses()
            .that()
            .resideInAPackage("kz.dabyl.probe..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "java..",
                    "javax..",
                    "org.jspecify..",
                    "com.fasterxml.jackson.core..",
                    "picocli..",
                    "kz.dabyl.model..",
                    "kz.dabyl.probe..");

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NO_ENGINE = noClasses()
            .that()
            .resideInAPackage("kz.dabyl.detector.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vertx..",
                    "io.netty..",
                    "io.micrometer..",
                    "org.apache.kafka..",
                    "org.slf4j..",
                    "kz.dabyl.runtime..",
                    "java.util.concurrent..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.net..",
                    "java.util.logging..");

    /** Fold one and fold two meet in summaries: neither's packages know the other's. */
    @ArchTest
    static final ArchRule THE_PACKAGES_OF_THE_CORE_KNOW_ONLY_THOSE_BELOW = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("rules")
            .definedBy(CORE + ".rules..")
            .layer("probes")
            .definedBy(CORE + ".probes..")
            .layer("cells")
            .definedBy(CORE + ".cells..")
            .layer("world")
            .definedBy(CORE + ".world..")
            .layer("scopes")
            .definedBy(CORE + ".scopes..")
            .layer("troubles")
            .definedBy(CORE + ".troubles..")
            .layer("incidents")
            .definedBy(CORE + ".incidents..")
            .layer("openings")
            .definedBy(CORE + ".openings..")
            .layer("core")
            .definedBy(CORE)
            .whereLayer("core")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("openings")
            .mayOnlyBeAccessedByLayers("core")
            .whereLayer("incidents")
            .mayOnlyBeAccessedByLayers("openings", "core")
            .whereLayer("troubles")
            .mayOnlyBeAccessedByLayers("incidents", "openings", "core")
            .whereLayer("scopes")
            .mayOnlyBeAccessedByLayers("troubles", "incidents", "openings", "core")
            .whereLayer("world")
            .mayOnlyBeAccessedByLayers("scopes", "troubles", "incidents", "openings", "core")
            .whereLayer("cells")
            .mayOnlyBeAccessedByLayers("world", "scopes", "troubles", "incidents", "openings", "core")
            .whereLayer("probes")
            .mayOnlyBeAccessedByLayers("core")
            .whereLayer("rules")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule THE_CORE_READS_NO_CLOCK_AND_STARTS_NO_THREAD = noClasses()
            .that()
            .resideInAPackage("kz.dabyl.detector.core..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, InstantSource.class, Thread.class, Process.class, Runtime.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Timer");

    @ArchTest
    static final ArchRule NOTHING_PRINTS_PAST_THE_TERMINAL = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("kz.dabyl.app.Main")
            .and()
            .doNotHaveFullyQualifiedName("kz.dabyl.probe.Main")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
}
