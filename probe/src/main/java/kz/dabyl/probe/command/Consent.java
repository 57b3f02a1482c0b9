package kz.dabyl.probe.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.probe.keep.PrivateFile;

/**
 * Whether whoever hosts a probe knows what it does and wants it. Asked before anything is measured or sent, once of a probe
 * that runs, each time of one that only shows what it would send; a text that says something else has another version and
 * is asked anew.
 */
final class Consent {

    static final String VERSION = "3";

    private static final Set<String> LANGUAGES = Set.of("kk", "ru", "en");
    private static final Set<String> YES = Set.of("yes", "y", "да", "иә", "ия");

    private final Path file;
    private final Streams streams;
    private final String language;

    Consent(Path file, Streams streams, Optional<String> language) {
        this.file = file;
        this.streams = streams;
        this.language = language.orElseGet(() -> ofEnvironment(streams));
    }

    private static String ofEnvironment(Streams streams) {
        var locale = streams.environment()
                .getOrDefault("LC_ALL", streams.environment().getOrDefault("LANG", ""));
        var word = locale.toLowerCase(Locale.ROOT).replaceAll("[^a-z].*", "");
        return LANGUAGES.contains(word) ? word : "en";
    }

    /**
     * Returns whether the probe may run, now and later.
     *
     * @param given what {@code --consent} says
     */
    boolean had(Optional<String> given) throws IOException {
        var had = hadForNow(given);
        if (had && !kept()) {
            PrivateFile.write(file, (VERSION + "\n").getBytes(UTF_8));
        }
        return had;
    }

    /** The same for this one time: nothing is written. */
    boolean hadForNow(Optional<String> given) throws IOException {
        if (given.isPresent()) {
            if (!given.get().equals("yes")) {
                throw new InvalidInputException("--consent", "only yes can be said, was " + given.get());
            }
            return true;
        }
        if (kept()) {
            return true;
        }
        streams.err().println(text(language));
        var answer = answer();
        if (answer.isEmpty()) {
            streams.say("nobody can be asked here: read this and add --consent yes");
            return false;
        }
        return YES.contains(answer.get());
    }

    /** Empty where nobody answers. */
    private Optional<String> answer() throws IOException {
        if (!streams.person()) {
            return Optional.empty();
        }
        var line = new BufferedReader(new InputStreamReader(streams.in(), UTF_8)).readLine();
        return Optional.ofNullable(line).map(text -> text.strip().toLowerCase(Locale.ROOT));
    }

    private boolean kept() throws IOException {
        return Files.exists(file)
                && new String(Files.readAllBytes(file), UTF_8).strip().equals(VERSION);
    }

    /** What a host is told. */
    static String text(String language) {
        if (!LANGUAGES.contains(language)) {
            throw new InvalidInputException("--language", "expected kk, ru or en, was " + language);
        }
        var name = "/kz/dabyl/probe/consent_" + language + ".txt";
        try (var in = Objects.requireNonNull(Consent.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
