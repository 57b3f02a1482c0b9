package kz.dabyl.lab.scene;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import kz.dabyl.lab.actor.Cast;
import kz.dabyl.lab.actor.Desk;

/** What happened, line by line as it happens, for people and in a file; and a table at the end. Thread-safe. */
public final class Story {

    private final PrintStream out;
    private final Path file;
    private final Instant begun = Instant.now();

    public Story(PrintStream out, Path file) throws IOException {
        this.out = out;
        this.file = Files.writeString(file, "");
    }

    /** Since it began. */
    public Duration lasted() {
        return Duration.between(begun, Instant.now());
    }

    /** A line of no scene. */
    public void tell(String text) {
        write(String.format(Locale.ROOT, "%6.1f s            %s", seconds(lasted()), text));
    }

    void tell(Scene scene, String text) {
        write(String.format(Locale.ROOT, "%6.1f s  scene %2d  %s", seconds(lasted()), scene.number(), text));
    }

    /** A webhook that arrived. */
    public void tell(Desk.Delivery delivery) {
        var incident = delivery.incident();
        tell(delivery.type() + "  " + Performance.words(incident) + "  "
                + incident.path("area").asText() + " "
                + list(incident.path("networks")) + " " + list(incident.path("targets")) + "  started "
                + incident.path("started").asText() + ", late "
                + incident.path("evidence").path("late_confirmations").asInt());
    }

    private static String list(JsonNode words) {
        var text = new StringBuilder("[");
        words.forEach(word -> text.append(text.length() > 1 ? " " : "").append(word.asText()));
        return text.append(']').toString();
    }

    /** The table of all scenes, and what was not as expected. */
    void table(Verdict verdict) {
        write("");
        write("| scene | told in the end | found s | intervals | wholly right s | confirmed s | start off s | end off s"
                + " | closed after s | late reports |");
        write("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (var outcome : verdict.outcomes()) {
            write("| " + outcome.number() + " " + outcome.title() + " | " + outcome.told() + " | "
                    + text(outcome.found()) + " | "
                    + outcome.found()
                            .map(f -> decimal(seconds(f) / Cast.INTERVAL_SECONDS))
                            .orElse("-") + " | "
                    + text(outcome.named()) + " | " + text(outcome.confirmed()) + " | " + text(outcome.startedOff())
                    + " | " + text(outcome.endedOff()) + " | " + text(outcome.closed()) + " | " + outcome.late()
                    + " |");
        }
        write("");
        verdict.problems().forEach(problem -> write("FAILED: " + problem));
    }

    private static String text(Optional<Duration> time) {
        return time.map(t -> decimal(seconds(t))).orElse("-");
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private synchronized void write(String line) {
        out.println(line);
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the story cannot be written", e);
        }
    }
}
