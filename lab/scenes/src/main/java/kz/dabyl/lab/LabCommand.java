package kz.dabyl.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.dabyl.lab.net.Namespaces;
import kz.dabyl.lab.net.Place;
import kz.dabyl.lab.scene.Lab;
import kz.dabyl.lab.scene.Story;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the scenes and tells their story. */
@Command(
        name = "dabyl lab",
        mixinStandardHelpOptions = true,
        description = {
            "Builds networks of this machine's own in namespaces, cuts them in twelve ways with real probes and a real"
                    + " service on them, and checks what is told. Needs root, ip, nft and tc; touches nothing else.",
            "The story goes to standard error and into story.txt."
        })
final class LabCommand implements Callable<Integer> {

    private static final int UNAVAILABLE = 1;
    private static final int OTHERWISE = 1;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Set<Integer> ALL =
            IntStream.rangeClosed(1, 12).boxed().collect(Collectors.toUnmodifiableSet());

    private final PrintStream progress;

    @Option(names = "--probe", paramLabel = "JAR", required = true, description = "The probe's jar.")
    private Path probe = Path.of("dabyl-probe.jar");

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = "target/lab",
            description = "Where the story goes, and all that the processes write (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("target/lab");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--scenes",
            paramLabel = "N",
            split = ",",
            description = "Numbers of the scenes to play, as docs/lab.md has them (default: all twelve).")
    private Set<Integer> scenes = ALL;

    LabCommand(PrintStream progress) {
        this.progress = progress;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, GeneralSecurityException {
        refuseOthers();
        var missing = Namespaces.missing();
        if (missing.isPresent()) {
            progress.println("dabyl: the lab cannot be built here: " + missing.get());
            return UNAVAILABLE;
        }
        clear(folder);
        Files.createDirectories(folder);
        var story = new Story(progress, folder.resolve("story.txt"));
        try (var lab = Lab.open(folder.resolve("run"), probe, List.of(Place.values()), story)) {
            var verdict = lab.play(scenes);
            var inTime = inTime(story);
            return verdict.problems().isEmpty() && inTime ? 0 : OTHERWISE;
        }
    }

    /** Who asks for a scene that there is not would see it neither fail nor be played. */
    private void refuseOthers() {
        var others =
                scenes.stream().filter(number -> !ALL.contains(number)).sorted().toList();
        if (scenes.isEmpty() || !others.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--scenes: expected numbers of 1 to " + ALL.size() + ", were " + others);
        }
    }

    /** How long building, starting and playing took together; the limit is one of all twelve. */
    private boolean inTime(Story story) {
        var late = scenes.containsAll(ALL) && story.lasted().compareTo(LIMIT) > 0;
        story.tell(late ? "FAILED: the end, later than " + LIMIT.toSeconds() + " s" : "the end");
        return !late;
    }

    /** What an earlier run left. */
    private static void clear(Path folder) throws IOException {
        var left = folder.resolve("run");
        if (!Files.exists(left)) {
            return;
        }
        try (var files = Files.walk(left)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
