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
import org.junit.jupiter.api.io.TempDir;

/** The script {@code dabyl}, in a project of its own with a JDK, a Maven and a Node that only say how they were called. */
abstract class LaunchedProject {

    private static final Path SCRIPT = Path.of("../dabyl");

    @TempDir
    Path folder;

    Path project;
    Path jdk;
    Path tools;

    /** What came of one start. */
    record Started(int exitCode, String out, String err) {}

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
                target=target
                for word in "$@"; do
                  case $word in -Ddabyl.target=*) target=${word#*=} ;; esac
                done
                mkdir -p app/$target/lib
                echo "$*" >app/$target/lib/dabyl.jar
                case "$*" in
                  *lab/bench*) mkdir -p lab/bench/$target/lib ;;
                  *"-pl probe"*) mkdir -p probe/$target/lib ;;
                esac
                [ ! -e "%s/broken" ] || { echo "[ERROR] it does not compile"; exit 1; }""".formatted(folder, folder));
        script(tools.resolve("node"), "echo 20");
        script(tools.resolve("npm"), "exit 0");
        age(project, Instant.now().minusSeconds(60));
    }

    Started startUnbuilt() throws Exception {
        return finished(process(project, project.resolve("dabyl").toString(), Map.of("DABYL_BUILD", "no")));
    }

    Started start(String... arguments) throws Exception {
        return finished(process(
                project, project.resolve("dabyl").toString(), Map.of("DABYL_JAVA_HOME", jdk.toString()), arguments));
    }

    Process process(Path directory, String command, Map<String, String> environment, String... arguments)
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

    static Started finished(Process process) throws Exception {
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Started(process.exitValue(), out, err);
    }

    List<String> builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds"));
    }

    /** A JDK whose java prints its own name and arguments, one a line, and ends with 7. */
    Path jdk(String version) throws IOException {
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

    static void script(Path file, String text) throws IOException {
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
