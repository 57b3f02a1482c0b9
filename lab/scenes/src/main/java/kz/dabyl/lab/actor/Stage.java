package kz.dabyl.lab.actor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.lab.net.Namespaces;

/**
 * Starts programs inside namespaces; what they say goes into files of {@code folder}. They end with their namespace.
 * Thread-safe.
 */
public record Stage(Namespaces namespaces, Path folder) {

    /** Java is told to be small and quick to start: there are many of it on few cores. */
    private static final List<String> SMALL =
            List.of("-Xms4m", "-Xmx32m", "-Xss256k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

    /** A program and where it runs. */
    public record Role(String namespace, String resolver, String name) {}

    /** The program {@code words}, not yet started. */
    public ProcessBuilder command(Role role, List<String> words) throws IOException {
        var command = new ArrayList<>(namespaces.inside(role.namespace(), resolver(role.resolver())));
        command.addAll(words);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log(role.name()).toFile()));
    }

    /** A Java program of the same class path as this one, not yet started. */
    public ProcessBuilder java(Role role, List<String> options, String main, List<String> arguments)
            throws IOException {
        var words = new ArrayList<>(options);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        words.addAll(arguments);
        words.add(0, java());
        return command(role, words);
    }

    /** A small one. */
    public ProcessBuilder small(Role role, List<String> options, String main, List<String> arguments)
            throws IOException {
        var all = new ArrayList<>(SMALL);
        all.addAll(options);
        return java(role, all, main, arguments);
    }

    /** A small one out of a jar. */
    public ProcessBuilder jar(Role role, List<String> options, Path jar, List<String> arguments) throws IOException {
        var words = new ArrayList<>(List.of(java()));
        words.addAll(SMALL);
        words.addAll(options);
        words.addAll(List.of("-jar", jar.toString()));
        words.addAll(arguments);
        return command(role, words);
    }

    /** What a program says to people. */
    public Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A name is asked for once, for a second: a probe's round lasts hardly longer. */
    private Path resolver(String address) throws IOException {
        var file = folder.resolve("resolv-" + address);
        if (!Files.exists(file)) {
            Files.writeString(file, "nameserver " + address + "\noptions timeout:1 attempts:1\n");
        }
        return file;
    }
}
