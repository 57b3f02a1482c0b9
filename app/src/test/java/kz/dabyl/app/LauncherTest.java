package kz.dabyl.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code dabyl}, in a project of its own with a JDK, a Maven and a Node that only say how they were called. */
class LauncherTest {

    private static final Path SCRIPT = Path.of("../dabyl");

    @TempDir
    private Path folder;

    private Path project;
    private Path jdk;
    private Path tools;

    /** What came of one start. */
    private record Started(int exitCode, String out, String err) {}

    @BeforeEach
    void makesAProject() throws IOException {
        project = Files.createDirectories(folder.resolve("a project"));
        Files.copy(SCRIPT, project.resolve("dabyl"));
        Files.setPosixFilePermissions(project.resolve("dabyl"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(project.resolve("app/src/main"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        jdk = jdk("17.0.15");
        tools = Files.createDirectories(folder.resolve("tools"));
        script(tools.resolve("mvn"), """
                echo "$*" >>"%s/builds"
                [ ! -e "%s/broken" ] || { echo "[ERROR] it does not compile"; exit 1; }
                mkdir -p app/target/run/lib
                case "$*" in
                  *lab/bench*) mkdir -p lab/bench/target/run/lib ;;
                  *"-pl probe"*) mkdir -p probe/target/run/lib ;;
                esac""".formatted(folder, folder));
        script(tools.resolve("node"), "echo 20");
        script(tools.resolve("npm"), "exit 0");
        age(project, Instant.now().minusSeconds(60));
    }

    @Test
    void buildsOnceAndBecomesTheProgram() throws Exception {
        var first = start("detect", "two words");
        var second = start("--version");

        assertThat(first.exitCode).isEqualTo(7);
        assertThat(first.out)
                .contains("-cp\n" + project + "/app/target/run/lib/*\nkz.dabyl.app.Main\ndetect\ntwo words\n");
        assertThat(first.err).contains("dabyl: building");
        assertThat(second.err).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void buildsTheBenchesOnlyWhenTheyAreAskedFor() throws Exception {
        start("detect");

        var first = start("bench", "detection");
        start("bench", "detection");

        assertThat(first.out)
                .contains("-cp\n" + project + "/lab/bench/target/run/lib/*\nkz.dabyl.bench.Main\ndetection\n");
        assertThat(builds()).hasSize(2);
        assertThat(builds().get(0)).contains("-pl app -am package");
        assertThat(builds().get(1)).contains("-pl lab/bench -am package");
        assertThat(start("detect").err).isEmpty();
    }

    @Test
    void buildsAndStartsAProbeAloneAndSmall() throws Exception {
        var started = start("probe", "--to", "https://collector.example");

        assertThat(started.out)
                .contains("-Xmx24m\n")
                .contains("-cp\n" + project
                        + "/probe/target/run/lib/*\nkz.dabyl.probe.Main\n--to\nhttps://collector.example\n");
        assertThat(builds()).hasSize(1);
        assertThat(builds().get(0)).contains("-pl probe -am package");
    }

    @ParameterizedTest
    @ValueSource(strings = {"panic", "goodbye"})
    void buildsNothingBeforeWhatHasNoTimeForIt(String command) throws Exception {
        start("probe");
        Files.createDirectories(project.resolve("probe/src/main"));
        Files.writeString(project.resolve("probe/src/main/New.java"), "class New {}");

        var started = start("probe", command, "--state", "there");

        assertThat(started.out).contains("kz.dabyl.probe.Main\n" + command + "\n--state\nthere\n");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void startsFromTheClassesThatAShortRunHasLoaded() throws Exception {
        start();
        var archive = project.resolve("app/target/run/classes-17.jsa");
        Files.createFile(archive);

        var started = start("detect");

        assertThat(Files.readString(folder.resolve("archived")).strip())
                .isEqualTo("-XX:ArchiveClassesAtExit=" + archive);
        assertThat(started.out).contains("\n-XX:SharedArchiveFile=" + archive + "\n-cp\n");
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        start();
        Files.writeString(project.resolve("app/src/main/New.java"), "class New {}");

        start();

        assertThat(builds()).hasSize(2);
    }

    /** As the unit has it, to whose service the checkout is read-only. */
    @Test
    void runsWhatWasBuiltWhereItMustNotBuild() throws Exception {
        var without = startUnbuilt();
        start();
        Files.writeString(project.resolve("app/src/main/New.java"), "class New {}");
        Files.createDirectories(project.resolve("console/target/run"));
        Files.createFile(project.resolve("console/target/run/without-node"));

        var with = startUnbuilt();

        assertThat(without.exitCode).isEqualTo(1);
        assertThat(without.err).contains("nothing is built in " + project);
        assertThat(with.exitCode).isEqualTo(7);
        assertThat(with.err).isEmpty();
        assertThat(builds()).hasSize(1);
        assertThat(Files.readString(Path.of("../deploy/dabyl.service"))).contains("\nEnvironment=DABYL_BUILD=no\n");
    }

    private Started startUnbuilt() throws Exception {
        return finished(process(project, project.resolve("dabyl").toString(), Map.of("DABYL_BUILD", "no")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"console/src/pages/new.tsx", "console/package-lock.json"})
    void buildsAgainWhenTheConsoleHasChanged(String source) throws Exception {
        start();
        Files.createDirectories(project.resolve(source).getParent());
        Files.writeString(project.resolve(source), "");

        start();

        assertThat(builds()).hasSize(2);
    }

    @Test
    void buildsAgainWhenTheNodeIsThereThatWasMissing() throws Exception {
        start();
        Files.createDirectories(project.resolve("console/target/run"));
        var mark = Files.createFile(project.resolve("console/target/run/without-node"));

        start();
        Files.delete(mark);
        start();

        assertThat(builds()).hasSize(2);
    }

    @Test
    void buildsOnceWithoutANodeThatIsNewEnough() throws Exception {
        script(tools.resolve("node"), "echo 16");
        script(tools.resolve("id"), "echo 1000");

        var first = start();
        Files.createDirectories(project.resolve("console/target/run"));
        Files.createFile(project.resolve("console/target/run/without-node"));
        start();

        assertThat(first.exitCode).isEqualTo(7);
        assertThat(first.err).contains("there will be no console");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void buildsAgainWhenTheBuildIsGone() throws Exception {
        start();
        Files.delete(project.resolve("app/target/run/lib"));

        start();

        assertThat(builds()).hasSize(2);
    }

    @Test
    void showsWhyABuildFailedAndTriesAgainNextTime() throws Exception {
        Files.createFile(folder.resolve("broken"));
        var failed = start();
        Files.delete(folder.resolve("broken"));

        var mended = start();

        assertThat(failed.exitCode).isEqualTo(1);
        assertThat(failed.out).isEmpty();
        assertThat(failed.err).contains("[ERROR] it does not compile", "dabyl: the build failed");
        assertThat(mended.exitCode).isEqualTo(7);
    }

    @Test
    void letsOneOfSeveralFirstStartsBuild() throws Exception {
        var processes = new ArrayList<Process>();
        for (var i = 0; i < 4; i++) {
            processes.add(process(project, project.resolve("dabyl").toString(), Map.of()));
        }

        for (var process : processes) {
            assertThat(finished(process).exitCode).isEqualTo(7);
        }
        assertThat(builds()).hasSize(1);
    }

    @Test
    void findsItsProjectThroughLinksAndFromAnywhere() throws Exception {
        Files.createSymbolicLink(tools.resolve("inner"), project.resolve("dabyl"));
        Files.createSymbolicLink(tools.resolve("outer"), Path.of("inner"));

        var started = finished(process(folder, tools.resolve("outer").toString(), Map.of()));

        assertThat(started.out).contains(project + "/app/target/run/lib/*");
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

        assertThat(started.exitCode).isEqualTo(7);
        assertThat(started.out).contains("jdk-17.0.15\n");
    }

    @Test
    void letsTheUserHaveTheLastWordOnTheJvm() throws Exception {
        var usual = start();
        var chosen = finished(process(
                project,
                project.resolve("dabyl").toString(),
                Map.of("DABYL_JAVA_HOME", jdk.toString(), "DABYL_JAVA_OPTS", "-Xmx1g -XX:+UseG1GC")));

        assertThat(usual.out).contains("-XX:+UseSerialGC\n").doesNotContain("--enable-native-access");
        assertThat(chosen.out).contains("\n-Xmx1g\n-XX:+UseG1GC\n-cp\n").doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void keepsANewerJdkFromWarning() throws Exception {
        var started = finished(process(
                project,
                project.resolve("dabyl").toString(),
                Map.of("DABYL_JAVA_HOME", jdk("25").toString())));

        assertThat(started.out)
                .contains("--enable-native-access=ALL-UNNAMED\n", "--sun-misc-unsafe-memory-access=allow\n");
    }

    @Test
    void runsEveryTestAndEndsAsTheyDo() throws Exception {
        start();
        Files.createFile(folder.resolve("broken"));

        var started = start("test", "-pl", "app");

        assertThat(started.exitCode).isEqualTo(1);
        assertThat(started.out).contains("[ERROR] it does not compile");
        assertThat(builds().get(1)).isEqualTo("-B -T 2C --fail-at-end verify -pl app");
    }

    private Started start(String... arguments) throws Exception {
        return finished(process(
                project, project.resolve("dabyl").toString(), Map.of("DABYL_JAVA_HOME", jdk.toString()), arguments));
    }

    private Process process(Path directory, String command, Map<String, String> environment, String... arguments)
            throws IOException {
        var line = new ArrayList<>(List.of(command));
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools + ":/usr/bin:/bin");
        builder.environment().put("DABYL_JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Started finished(Process process) throws Exception {
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Started(process.exitValue(), out, err);
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds"));
    }

    /** A JDK whose java prints its own name and arguments, one a line, and ends with 7. */
    private Path jdk(String version) throws IOException {
        var home = Files.createDirectories(folder.resolve("jdk-" + version));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), """
                for word in "$@"; do
                  case $word in -XX:ArchiveClassesAtExit=*) echo "$word" >>'%s/archived' ;; esac
                done
                echo jdk-%s
                printf '%%s\\n' "$@"
                exit 7""".formatted(folder, version));
        script(home.resolve("bin/javac"), "exit 1");
        return home;
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Sources of another day, so that only what a test changes is newer than a build. */
    private static void age(Path root, Instant to) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(to));
            }
        }
    }
}
