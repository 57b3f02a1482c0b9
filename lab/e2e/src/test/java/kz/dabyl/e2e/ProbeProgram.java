package kz.dabyl.e2e;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The probe as it is shipped: one jar, with the options that its unit gives to the JVM. */
final class ProbeProgram {

    static final long MOST_RESIDENT_KB = 64_000;

    private static final Path JAR = Path.of("../../probe/target/dabyl-probe.jar");
    private static final Path UNIT = Path.of("../../deploy/dabyl-probe.service");

    private ProbeProgram() {}

    static void assumeBuilt() {
        assumeThat(JAR)
                .as("the jar is made by the phase package of the module probe")
                .exists();
    }

    /** @param more options of the JVM, which come after those of the unit */
    static ProcessBuilder command(List<String> more, List<String> arguments, Path log) throws IOException {
        var unit = Files.readString(UNIT).replace("\\\n", " ");
        var options = unit.lines()
                .filter(line -> line.startsWith("ExecStart="))
                .flatMap(line -> Arrays.stream(line.split(" +", -1)))
                .filter(word -> word.startsWith("-X"))
                .toList();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(more);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return builder;
    }

    /** What a probe is told that reports to {@code to} at the shortest interval. */
    static List<String> arguments(String to, Path state, int lateWithinSeconds, String... more) {
        var arguments = new ArrayList<>(List.of("--to", to, "--place", "KZ-75", "--network", "401-01"));
        arguments.addAll(List.of("--access", "mobile", "--interval", "5", "--allow-private-targets"));
        arguments.addAll(List.of("--late-within", Integer.toString(lateWithinSeconds)));
        arguments.addAll(List.of("--consent", "yes", "--state", state.toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** The most that it has had resident since it began, not what it has now. */
    static long mostResidentKilobytes(Process process) throws IOException {
        return kilobytes(process, "VmHWM:");
    }

    static long residentKilobytes(Process process) throws IOException {
        return kilobytes(process, "VmRSS:");
    }

    private static long kilobytes(Process process, String field) throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        assumeThat(status).exists();
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
