package kz.dabyl.model;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** JSON in and out of the tests. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode tree(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    /** What the reader makes of the first value in {@code text}. */
    static ReportReader.Parsed read(String text) throws IOException {
        try (var json = ReportReader.FACTORY.createParser(text)) {
            json.nextToken();
            return new ReportReader().read(json);
        }
    }

    /** The report in {@code text}, which is good. */
    static Report report(String text) throws IOException {
        return read(text) instanceof ReportReader.Parsed.Ok ok ? ok.report() : fail("expected a report: " + read(text));
    }

    /** What is wrong with the report in {@code text}. */
    static ReportReader.Parsed.Bad bad(String text) throws IOException {
        return read(text) instanceof ReportReader.Parsed.Bad bad ? bad : fail("expected a problem: " + text);
    }

    static String write(Report report) throws IOException {
        var text = new StringWriter();
        try (var json = ReportReader.FACTORY.createGenerator(text)) {
            ReportWriter.write(json, report);
        }
        return text.toString();
    }

    /** An example that stands beside the contract, where the contract is at hand: it is not part of every checkout. */
    static Optional<String> contractExample(String name) throws IOException {
        var directory = System.getenv("DABYL_CONTRACT");
        if (directory == null) {
            return Optional.empty();
        }
        var file = Path.of(directory, "examples", name);
        return Files.isReadable(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }
}
