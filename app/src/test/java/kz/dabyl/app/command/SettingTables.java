package kz.dabyl.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.model.Documents;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Thresholds;

/** The tables of {@code docs/options.md} for settings that are no options of a command. */
final class SettingTables {

    private static final Path ROOT = Path.of("..");
    private static final Path THRESHOLDS = ROOT.resolve("platform/model/src/main/java/kz/dabyl/model/Thresholds.java");
    private static final Path SOURCES = Path.of("src", "main");

    /** What the head of the launcher says of a variable. */
    private static final Pattern LAUNCHER = Pattern.compile("(?m)^#   (DABYL_[A-Z_]+) +(.+)$");

    /** Where the program reads a variable, but for the prefix of all options. */
    private static final Pattern READ = Pattern.compile("\"(DABYL_[A-Z_]+[A-Z])\"|\\$\\{env:(DABYL_[A-Z_]+[A-Z])");

    private static final Pattern PARAMETER = Pattern.compile("(?s)^(\\w+) (.*)$");

    /** Secrets, which no command line should show, and what holds before there is a command line. */
    private static final Map<String, String> OWN = Map.of(
            "DABYL_OPERATOR_TOKEN",
            "The token that all operators share (default: made at the first start, `operator-token` in the data directory).",
            "DABYL_RELAY_TOKEN",
            "The token of those who report for any probe (default: made at the first start, `relay-token` in the data directory).",
            "DABYL_SMTP_PASSWORD",
            "The password of `--smtp-user`.",
            "DABYL_LOG_LEVEL",
            "How much of our own is logged: `DEBUG`, `INFO`, `WARN`, `ERROR` (default: INFO).");

    /** A value that no field takes: what is expected instead, its class says. */
    private static final List<String> BAD = List.of("-1", "\"nowhere\"");

    private SettingTables() {}

    static String environment() throws IOException {
        var all = new TreeMap<>(OWN);
        LAUNCHER.matcher(Files.readString(ROOT.resolve("dabyl")))
                .results()
                .forEach(found -> all.put(found.group(1), "For `./dabyl` itself: " + found.group(2) + "."));
        var text = new StringBuilder("""

                ## The environment alone

                Secrets, and what the launcher and the log need before there is a command line.

                | variable | meaning |
                | --- | --- |
                """);
        all.forEach((variable, meaning) -> text.append("| `")
                .append(variable)
                .append("` | ")
                .append(meaning)
                .append(" |\n"));
        return text.toString();
    }

    static SortedSet<String> variablesInSources() throws IOException {
        var found = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                READ.matcher(Files.readString(file))
                        .results()
                        .forEach(one -> found.add(one.group(1) == null ? one.group(2) : one.group(1)));
            }
        }
        LAUNCHER.matcher(Files.readString(ROOT.resolve("dabyl"))).results().forEach(one -> found.add(one.group(1)));
        return found;
    }

    static String thresholds() throws IOException {
        var source = Files.readString(THRESHOLDS);
        var comment = source.substring(source.indexOf("/**"), source.indexOf("*/"));
        var meanings = Stream.of(comment.replace("\n *", "\n").split("@param ", -1))
                .map(PARAMETER::matcher)
                .filter(Matcher::find)
                .collect(Collectors.toMap(found -> found.group(1), SettingTables::meaning));
        var defaults = Documents.json(Thresholds.DEFAULT);
        var text = new StringBuilder("""

                ## Thresholds

                The file of `--config`, in YAML or JSON, and the document at `/v1/thresholds`. What is absent becomes the default; unknown
                fields are ignored, but in back-tests, which refuse them.

                | field | default | takes | meaning |
                | --- | --- | --- | --- |
                """);
        for (var component : Thresholds.class.getRecordComponents()) {
            var field = field(component);
            text.append("| `").append(field).append("` | ").append(shown(defaults.path(field)));
            text.append(" | ").append(expected(field)).append(" | ");
            text.append(meanings.getOrDefault(component.getName(), "")).append(" |\n");
        }
        return text.toString();
    }

    private static String meaning(MatchResult found) {
        return found.group(2)
                .replaceAll("\\s+", " ")
                .replaceAll("\\{@code ([^}]+)}", Matcher.quoteReplacement("`") + "$1`")
                .strip();
    }

    private static String field(RecordComponent component) {
        return component.getAccessor().getAnnotation(JsonProperty.class).value();
    }

    private static String shown(JsonNode value) {
        return value.isTextual() ? value.asText() : value.isDouble() ? number(value.asDouble()) : value.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /** In the words in which the class refuses what is wrong. */
    private static String expected(String field) {
        return BAD.stream()
                .map(value -> refusal("{\"" + field + "\":" + value + "}"))
                .filter(words -> !words.isEmpty() && !words.contains(", was "))
                .map(words -> words.replaceFirst("^expected ", ""))
                .findFirst()
                .orElse("whatever it is, for a service counts by itself");
    }

    private static String refusal(String document) {
        try {
            Documents.thresholdsFromJson(document);
            return "";
        } catch (InvalidInputException e) {
            return e.detail();
        }
    }
}
