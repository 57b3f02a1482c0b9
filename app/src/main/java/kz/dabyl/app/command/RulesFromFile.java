package kz.dabyl.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import kz.dabyl.collector.rules.RuleFile;
import kz.dabyl.collector.rules.RuleReading;
import kz.dabyl.collector.rules.StartRules;
import kz.dabyl.collector.rules.UnusableRulesException;

/** Thresholds and rallies of files that a service reads at its start, and again whenever they change. */
final class RulesFromFile {

    private RulesFromFile() {}

    /**
     * What a file says, and the file to be watched; standard input and pipes are read once.
     *
     * @throws BadInputException if it cannot be read or makes no sense
     */
    static StartRules.Given given(String name, Terminal terminal, Function<String, JsonNode> parser) {
        var reading = read(name, InputFile.bytes(name, terminal), parser);
        return new StartRules.Given(reading, InputFile.shortName(name), watched(name, parser));
    }

    private static RuleReading read(String name, byte[] bytes, Function<String, JsonNode> parser) {
        return RuleReading.of(InputFile.parse(name, bytes, parser), bytes);
    }

    private static Optional<RuleFile> watched(String name, Function<String, JsonNode> parser) {
        if (name.equals("-") || !Files.isRegularFile(Path.of(name))) {
            return Optional.empty();
        }
        return Optional.of(new RuleFile(Path.of(name), bytes -> {
            try {
                return read(name, bytes, parser);
            } catch (BadInputException e) {
                throw new UnusableRulesException(String.valueOf(e.getMessage()), e);
            }
        }));
    }
}
