package kz.dabyl.probe.keep;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.model.ReportReader;

/**
 * Who a probe is to its collectors.
 *
 * @param probe pseudonym
 * @param token proves that reports are its own
 * @param targetsKey Base64 of the 32 bytes of the Ed25519 key that target lists are signed with, empty where the collector
 *     told none
 * @param asn the network from which it enrolled, such as {@code AS9198}, empty where the collector told none
 */
public record Identity(String probe, String token, String targetsKey, String asn) {

    /** The one that is kept in {@code file}; empty if there is none, or what stands there is none. */
    public static Optional<Identity> keptIn(Path file) throws IOException {
        return Files.exists(file) ? parse(new String(Files.readAllBytes(file), UTF_8)) : Optional.empty();
    }

    /** From the answer to an enrolment, whose names the file has too. */
    public static Optional<Identity> parse(String json) {
        try {
            var fields = texts(json);
            var probe = fields.getOrDefault("probe", "");
            var token = fields.getOrDefault("token", "");
            return ReportReader.isProbe(probe) && token.matches("[!-~]{1,1024}")
                    ? Optional.of(new Identity(
                            probe, token, fields.getOrDefault("targets_key", ""), asn(fields.getOrDefault("asn", ""))))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String asn(String given) {
        return ReportReader.isNetwork(given) ? given : "";
    }

    /** The strings of an object. */
    private static Map<String, String> texts(String json) throws IOException {
        var fields = new HashMap<String, String>();
        try (var parser = ReportReader.FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return fields;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    fields.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return fields;
    }

    public void keepIn(Path file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var json = ReportReader.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("probe", probe);
            json.writeStringField("token", token);
            json.writeStringField("targets_key", targetsKey);
            json.writeStringField("asn", asn);
            json.writeEndObject();
        }
        PrivateFile.write(file, bytes.toByteArray());
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Identity[" + probe + "]";
    }
}
