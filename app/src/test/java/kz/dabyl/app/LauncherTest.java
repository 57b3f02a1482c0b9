package kz.dabyl.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code dabyl} finds a JDK and becomes a program. */
class LauncherTest extends LaunchedProject {

    @Test
    void buildsOnceAndBecomesTheProgram() throws Exception {
        var first = start("detect", "two words");
        var second = start("--version");

        assertThat(first.exitCode()).isEqualTo(7);
        assertThat(first.out())
                .contains("-cp\n" + project + "/app/target/run/lib/*\nkz.dabyl.app.Main\ndetect\ntwo words\n");
        assertThat(first.err()).contains("dabyl: building");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void buildsAndStartsAProbeAloneAndSmall() throws Exception {
        var started = start("probe", "--to", "https://collector.example");

        assertThat(started.out())
                .contains("-Xmx24m\n")
                .contains("-cp\n" + project
                        + "/probe/target/run/lib/*\nkz.dabyl.probe.Main\n--to\nhttps://collector.example\n");
        assertThat(builds()).hasSize(1);
        assertThat(builds().get(0)).contains("-pl probe -am package");
    }

    @Test
    void startsFromTheClassesThatAShortRunHasLoaded() throws Exception {
        start();
        var archive = project.resolve("app/target/run/classes-17.jsa");
        Files.createFile(archive);

        var started = start("detect");

        assertThat(Files.readString(folder.resolve("archived")).strip())
                .isEqualTo("-XX:ArchiveClassesAtExit=" + archive);
        assertThat(started.out()).contains("\n-XX:SharedArchiveFile=" + archive + "\n-cp\n");
    }

    @Test
    void findsItsProjectThroughLinksAndFromAnywhere() throws Exception {
        Files.createSymbolicLink(tools.resolve("inner"), project.resolve("dabyl"));
        Files.createSymbolicLink(tools.resolve("outer"), Path.of("inner"));

        var started = finished(process(folder, tools.resolve("outer").toString(), Map.of()));

        assertThat(started.out()).contains(project + "/app/target/run/lib/*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_412", "11.0.2", "16"})
    void refusesAJdkThatIsTooOld(String version) throws Exception {
        var old = jdk(version);

        var started = finished(
                process(project, project.resolve("dabyl").toString(), Map.of("DABYL_JAVA_HOME", old.toString())));

        assertThat(started)
                .isEqualTo(new Started(1, "", "dabyl: DABYL_JAVA_HOME=" + old + " is no JDK of version 17 or newer\n"));
    }

    @Test
    void passesOverAJavaHomeThatIsTooOld() throws Exception {
        var started = finished(process(
                project,
                project.resolve("dabyl").toString(),
                Map.of(
                        "DABYL_JAVA_HOME",
                        "",
                        "JAVA_HOME",
                        jdk("11.0.2").toString(),
                        "PATH",
                        jdk + "/bin:" + tools + ":/usr/bin:/bin")));

        assertThat(started.exitCode()).isEqualTo(7);
        assertThat(started.out()).contains("jdk-17.0.15\n");
    }

    @Test
    void letsTheUserHaveTheLastWordOnTheJvm() throws Exception {
        var usual = start();
        var chosen = finished(process(
                project,
                project.resolve("dabyl").toString(),
                Map.of("DABYL_JAVA_HOME", jdk.toString(), "DABYL_JAVA_OPTS", "-Xmx1g -XX:+UseG1GC")));

        assertThat(usual.out()).contains("-XX:+UseSerialGC\n").doesNotContain("--enable-native-access");
        assertThat(chosen.out()).contains("\n-Xmx1g\n-XX:+UseG1GC\n-cp\n").doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void keepsANewerJdkFromWarning() throws Exception {
        var started = finished(process(
                project,
                project.resolve("dabyl").toString(),
                Map.of("DABYL_JAVA_HOME", jdk("25").toString())));

        assertThat(started.out())
                .contains("--enable-native-access=ALL-UNNAMED\n", "--sun-misc-unsafe-memory-access=allow\n");
    }

    @Test
    void runsEveryTestAndEndsAsTheyDo() throws Exception {
        start();
        Files.createFile(folder.resolve("broken"));

        var started = start("test", "-pl", "app");

        assertThat(started.exitCode()).isEqualTo(1);
        assertThat(started.out()).contains("[ERROR] it does not compile");
        assertThat(builds().get(1)).isEqualTo("-B -T 2C --fail-at-end verify -pl app");
    }

    @Test
    void namesWhatWasSkippedAndWhyAndIsGreenAllTheSame() throws Exception {
        var reports = Files.createDirectories(project.resolve("lab/e2e/target/surefire-reports"));
        Files.writeString(reports.resolve("TEST-of-another-day.xml"), skipped("OldTest", "Assumption failed: old"));
        Files.setLastModifiedTime(
                reports.resolve("TEST-of-another-day.xml"),
                FileTime.from(Instant.now().minusSeconds(60)));
        Files.writeString(
                folder.resolve("report.xml"),
                skipped("PageTest", "\nassumption was not met due to: [w3m on the path]\nExpecting Optional to contain")
                        + skipped("PageTest", "\nassumption was not met due to: [w3m on the path]\nExpecting")
                        + skipped("DashboardsTest", "Assumption failed: skipped: there is no prometheus on the path"));
        for (var tool : List.of(
                "prometheus",
                "prometheus-blackbox-exporter",
                "prometheus-alertmanager",
                "ip",
                "nft",
                "chromium",
                "w3m",
                "lynx")) {
            script(tools.resolve(tool), "exit 1");
        }
        script(tools.resolve("mvn"), "cp '%s/report.xml' '%s/TEST-now.xml'".formatted(folder, reports));

        var started = start("test");

        assertThat(started.exitCode()).isZero();
        assertThat(started.out())
                .contains(
                        "3 tests were skipped:\n",
                        "  PageTest: w3m on the path (2)\n",
                        "  DashboardsTest: there is no prometheus on the path (1)\n")
                .doesNotContain("OldTest");
    }

    /** A test as Surefire tells of it. */
    private static String skipped(String test, String why) {
        return """
                <testcase name="one" classname="kz.dabyl.%s" time="0.0">
                  <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException: %s
                \tat org.junit.jupiter.api.Assumptions.assumeTrue(Assumptions.java:120)
                ]]></skipped>
                </testcase>
                """.formatted(test, why);
    }
}
