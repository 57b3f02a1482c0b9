package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/options.md} is made from the classes of the command line and of the thresholds, and from the launcher. */
class OptionsDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "options.md");

    @Test
    void documentSaysWhatTheCommandLineTakes() throws IOException {
        var text = document(CommandLines.of(terminal()));
        if (Boolean.getBoolean("write")) {
            Files.writeString(DOCUMENT, text);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("written anew by: mvn verify -pl app -Dtest=OptionsDocumentTest -Dwrite=true")
                .isEqualTo(text);
    }

    @Test
    void documentKnowsEveryVariableThatTheProgramReads() throws IOException {
        var document = Files.readString(DOCUMENT);

        var read = SettingTables.variablesInSources();

        assertThat(read)
                .contains("DABYL_LOG_LEVEL", "DABYL_JAVA_OPTS")
                .allSatisfy(variable -> assertThat(document).contains("| `" + variable + "` |"));
    }

    private static Terminal terminal() {
        var none = OutputStream.nullOutputStream();
        return new Terminal(InputStream.nullInputStream(), none, new PrintStream(none, true, UTF_8), Map.of());
    }

    private static String document(CommandLine dabyl) throws IOException {
        var text = new StringBuilder("""
                # Options

                Made from the program's own classes; `./dabyl COMMAND --help` says the same. What is on the command line wins over the
                environment; an empty variable counts as absent. Below the commands stand what [only the environment](#the-environment-alone)
                says, and [the thresholds](#thresholds).
                """);
        commands(dabyl, "./dabyl", text);
        return text.append(SettingTables.environment())
                .append(SettingTables.thresholds())
                .toString();
    }

    private static void commands(CommandLine line, String name, StringBuilder text) {
        line.getSubcommands().values().stream()
                .distinct()
                .sorted(Comparator.comparing(CommandLine::getCommandName))
                .forEach(command -> {
                    var path = name + " " + command.getCommandName();
                    // One that only names others does nothing itself.
                    if (command.getCommand() instanceof Callable) {
                        command(command, path, text);
                    }
                    commands(command, path, text);
                });
    }

    private static void command(CommandLine command, String path, StringBuilder text) {
        var spec = command.getCommandSpec();
        text.append("\n## ").append(path);
        spec.positionalParameters().forEach(parameter -> text.append(' ').append(parameter.paramLabel()));
        text.append("\n\n")
                .append(String.join(" ", spec.usageMessage().description()))
                .append('\n');
        var options = spec.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .toList();
        if (options.isEmpty()) {
            return;
        }
        text.append("\n| option | environment | meaning |\n| --- | --- | --- |\n");
        options.forEach(option -> text.append("| `")
                .append(option.longestName())
                .append(label(option))
                .append("` | `")
                .append(EnvironmentDefaults.variable(option))
                .append("` | ")
                .append(meaning(option))
                .append(" |\n"));
    }

    private static String label(OptionSpec option) {
        return option.arity().max() == 0 ? "" : " " + option.paramLabel().replace("|", "\\|");
    }

    private static String meaning(ArgSpec option) {
        var candidates = option.completionCandidates();
        var text = String.join(" ", option.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()))
                .replace("${COMPLETION-CANDIDATES}", candidates == null ? "" : String.join(", ", candidates));
        return text.replace("|", "\\|");
    }
}
