package kz.dabyl.broker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small JVM of its own with the classes of this test, for what cannot be done to the JVM of the test. */
final class JavaProcess {

    private JavaProcess() {}

    static ProcessBuilder of(Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
