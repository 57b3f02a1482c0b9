package kz.dabyl.model.targets;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.ReportReader;
import kz.dabyl.model.Times;
import org.jspecify.annotations.Nullable;

/**
 * A target list as JSON, token by token, so that a probe needs no more of Jackson. A signature is over the bytes as they
 * were written: who keeps a list keeps its bytes. Unknown fields are passed over, checks that are not known too, since an
 * older probe must not stop at a newer list.
 */
public final class TargetListJson {

    /** Stands before the list in what is signed, so that a signature is good for nothing else. */
    public static final String SIGNED_AS = "dabyl targets, version 1\n";

    /** Header with the Base64 of the Ed25519 signature. */
    public static final String SIGNATURE_HEADER = "Dabyl-Signature";

    private static final int VERSION = 1;
    private static final int MOST_NUMBER = 1_000_000_000;

    private TargetListJson() {}

    public static byte[] write(TargetList list) {
        var bytes = new ByteArrayOutputStream();
        try (var json = ReportReader.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("issued", Times.format(list.issued()));
            json.writeStringField("expires", Times.format(list.expires()));
            json.writeArrayFieldStart("targets");
            for (var target : list.targets()) {
                json.writeStartObject();
                json.writeStringField("target", target.name());
                json.writeStringField("check", target.check().word());
                json.writeStringField("host", target.host());
                json.writeNumberField("port", target.port());
                if (target.check().asksForAPage()) {
                    json.writeStringField("path", target.path());
                }
                if (target.everySeconds() != Target.EACH_ROUND) {
                    json.writeNumberField("every_s", target.everySeconds());
                }
                if (target.kbpsEverySeconds() != Target.NO_KBPS) {
                    json.writeNumberField("kbps_every_s", target.kbpsEverySeconds());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /** @throws InvalidInputException if it is none */
    public static TargetList read(byte[] text) {
        try (var json = ReportReader.FACTORY.createParser(text)) {
            require(json.nextToken() == JsonToken.START_OBJECT, "", "expected an object");
            var issued = Long.MIN_VALUE;
            var expires = Long.MIN_VALUE;
            var targets = List.<Target>of();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "version" -> require(number(json, field) == VERSION, "/version", "expected " + VERSION);
                    case "issued" -> issued = time(json, field);
                    case "expires" -> expires = time(json, field);
                    case "targets" -> targets = targets(json);
                    default -> json.skipChildren();
                }
            }
            require(issued != Long.MIN_VALUE && expires != Long.MIN_VALUE, "", "issued and expires are required");
            return new TargetList(issued, expires, targets);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("", "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            // Of what stands in memory nothing can fail but its letters.
            throw new InvalidInputException("", "not Unicode: " + e.getMessage());
        }
    }

    /**
     * The targets of a JSON array.
     *
     * @throws InvalidInputException if it is none, or one of them is bad
     */
    public static List<Target> targets(byte[] array) {
        try (var json = ReportReader.FACTORY.createParser(array)) {
            json.nextToken();
            return new TargetList(0, 1, targets(json)).targets();
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("", "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            // Of what stands in memory nothing can fail but its letters.
            throw new InvalidInputException("", "not Unicode: " + e.getMessage());
        }
    }

    /** The targets of an array, at whose start {@code json} stands. */
    private static List<Target> targets(JsonParser json) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, "/targets", "expected an array");
        var targets = new ArrayList<Target>();
        for (var index = 0; json.nextToken() != JsonToken.END_ARRAY; index++) {
            try {
                var target = target(json);
                if (target != null) {
                    targets.add(target);
                }
            } catch (InvalidInputException e) {
                throw new InvalidInputException("/targets/" + index + e.pointer(), e.detail());
            }
        }
        return targets;
    }

    private static @Nullable Target target(JsonParser json) throws IOException {
        require(json.currentToken() == JsonToken.START_OBJECT, "", "expected an object");
        var name = "";
        var word = "";
        var host = "";
        var port = 0;
        var path = "/";
        var everySeconds = Target.EACH_ROUND;
        var kbpsEverySeconds = Target.NO_KBPS;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var field = json.currentName();
            json.nextToken();
            switch (field) {
                case "target" -> name = text(json, field);
                case "check" -> word = text(json, field);
                case "host" -> host = text(json, field);
                case "port" -> port = number(json, field);
                case "path" -> path = text(json, field);
                case "every_s" -> everySeconds = number(json, field);
                case "kbps_every_s" -> kbpsEverySeconds = number(json, field);
                default -> json.skipChildren();
            }
        }
        require(!word.isEmpty(), "/check", "is required");
        var check = Check.ofWord(word);
        if (check.isEmpty()) {
            return null;
        }
        return new Target(
                name,
                check.get(),
                host.isEmpty() ? Target.hostOf(name) : host,
                port == 0 ? check.get().usualPort() : port,
                path,
                everySeconds,
                kbpsEverySeconds);
    }

    private static String text(JsonParser json, String field) throws IOException {
        require(json.currentToken() == JsonToken.VALUE_STRING, "/" + field, "expected a string");
        return json.getText();
    }

    private static int number(JsonParser json, String field) throws IOException {
        require(json.currentToken() == JsonToken.VALUE_NUMBER_INT, "/" + field, "expected a whole number");
        var number = json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? -1 : json.getLongValue();
        require(number >= 0 && number <= MOST_NUMBER, "/" + field, "expected 0 to " + MOST_NUMBER);
        return (int) number;
    }

    private static long time(JsonParser json, String field) throws IOException {
        return Times.parse(text(json, field))
                .orElseThrow(
                        () -> new InvalidInputException("/" + field, "expected a time such as 2021-04-24T07:00:30Z"));
    }

    private static void require(boolean good, String pointer, String detail) {
        if (!good) {
            throw new InvalidInputException(pointer, detail);
        }
    }
}
