package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thresholds and rallies as people write them: YAML or JSON. Unknown fields are ignored, a known field with a bad value
 * throws {@link InvalidInputException}, and so does a field that stands twice.
 */
public final class Documents {

    private static final ObjectMapper JSON = JsonMapper.builder(ReportReader.FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    /** Words such as NO, which is also Norway, stay words. */
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                    .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private Documents() {}

    /** Thresholds from YAML, of which JSON is a part; what is absent keeps its default. */
    public static Thresholds thresholds(String text) {
        try {
            var tree = YAML.readTree(text);
            return thresholds(tree == null || tree.isMissingNode() || tree.isNull() ? JSON.createObjectNode() : tree);
        } catch (JsonProcessingException e) {
            throw InvalidInputException.unreadable(e);
        }
    }

    /** Thresholds from a JSON object; what is absent keeps its default. */
    public static Thresholds thresholdsFromJson(String text) {
        try {
            return thresholds(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw InvalidInputException.unreadable(e);
        }
    }

    static Thresholds thresholds(JsonNode tree) {
        if (!tree.isObject()) {
            throw new InvalidInputException("", "expected a document of settings such as 'min_probes: 3'");
        }
        var d = Thresholds.DEFAULT;
        return new Thresholds(
                number(tree, "false_alarms_per_month", d.falseAlarmsPerMonth()),
                integer(tree, "min_probes", d.minProbes()),
                home(tree),
                integer(tree, "confirm_after_s", d.confirmAfterSeconds()),
                integer(tree, "close_after_s", d.closeAfterSeconds()),
                number(tree, "rally_prior", d.rallyPrior()),
                number(tree, "throttling_rtt_factor", d.throttlingRttFactor()),
                number(tree, "throttling_kbps_factor", d.throttlingKbpsFactor()),
                version(tree));
    }

    /** {@code thresholds} as a JSON object. */
    public static ObjectNode json(Thresholds thresholds) {
        return JSON.valueToTree(thresholds);
    }

    /** {@code rallies} as a JSON array. */
    public static JsonNode json(List<Rally> rallies) {
        try (var buffer = new TokenBuffer(JSON, false)) {
            RallyWriter.write(buffer, rallies);
            return JSON.readTree(buffer.asParser());
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    /** {@code document} as YAML. */
    public static String yaml(JsonNode document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    /** Rallies from a YAML list; none from an empty text. */
    public static List<Rally> ralliesFromYaml(String text) {
        try {
            var tree = YAML.readTree(text);
            return tree == null || tree.isMissingNode() || tree.isNull() ? List.of() : rallies(tree);
        } catch (JsonProcessingException e) {
            throw InvalidInputException.unreadable(e);
        }
    }

    /** Any document from YAML, of which JSON is a part; empty where it holds nothing. */
    public static Optional<JsonNode> tree(String text) {
        try {
            return Optional.ofNullable(YAML.readTree(text));
        } catch (JsonProcessingException e) {
            throw InvalidInputException.unreadable(e);
        }
    }

    /** Rallies from a JSON array. */
    public static List<Rally> rallies(String text) {
        try {
            return rallies(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw InvalidInputException.unreadable(e);
        }
    }

    static List<Rally> rallies(JsonNode tree) {
        if (!tree.isArray()) {
            throw new InvalidInputException("", "expected an array of rallies");
        }
        var rallies = new ArrayList<Rally>();
        for (var i = 0; i < tree.size(); i++) {
            rallies.add(rally(tree.get(i), "/" + i));
        }
        return rallies;
    }

    /** What a recording says of one probe; its invite is empty where nobody knows it. */
    static LogEntry.Trust trust(JsonNode tree) {
        if (!tree.isObject()) {
            throw new InvalidInputException("", "expected an object, was " + Quoted.of(tree));
        }
        var revoked = flag(tree, "revoked");
        var vouched = flag(tree, "vouched");
        var probe = text(tree, "", "probe");
        if (probe.isEmpty()) {
            throw new InvalidInputException("/probe", "is required");
        }
        var level = revoked ? TrustLevel.REVOKED : vouched ? TrustLevel.VOUCHED : TrustLevel.INVITED;
        return new LogEntry.Trust(probe, text(tree, "", "invite"), level);
    }

    private static boolean flag(JsonNode tree, String field) {
        var flag = tree.path(field);
        if (!flag.isMissingNode() && !flag.isBoolean()) {
            throw new InvalidInputException("/" + field, "expected true or false, was " + Quoted.of(flag));
        }
        return flag.asBoolean(false);
    }

    private static Rally rally(JsonNode tree, String pointer) {
        if (!tree.isObject()) {
            throw new InvalidInputException(pointer, "expected an object, was " + Quoted.of(tree));
        }
        var id = text(tree, pointer, "id");
        if (id.isEmpty()) {
            throw new InvalidInputException(pointer + "/id", "is required");
        }
        var from = time(tree, pointer, "from");
        var until = time(tree, pointer, "until");
        if (until <= from) {
            throw new InvalidInputException(pointer + "/until", "expected a time after 'from'");
        }
        var places = places(tree, pointer);
        var circle = circle(tree, pointer);
        if (places.isEmpty() == (circle == null)) {
            throw new InvalidInputException(pointer, "expected either 'places' or 'lat', 'lon' and 'radius_m'");
        }
        return new Rally(id, text(tree, pointer, "title"), from, until, places, circle);
    }

    private static List<String> places(JsonNode tree, String pointer) {
        var node = tree.path("places");
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw new InvalidInputException(pointer + "/places", "expected an array of places, was " + Quoted.of(node));
        }
        var places = new ArrayList<String>();
        for (var i = 0; i < node.size(); i++) {
            var place = node.get(i);
            var at = pointer + "/places/" + i;
            places.add(Places.kept(place.isTextual() ? place.asText() : "")
                    .orElseThrow(() -> new InvalidInputException(
                            at,
                            "expected an H3 index of resolution %d to %d or an ISO 3166 code, was %s"
                                    .formatted(Places.COARSEST, Places.FINEST, Quoted.of(place)))));
        }
        return places;
    }

    private static Rally.@Nullable Circle circle(JsonNode tree, String pointer) {
        if (!tree.hasNonNull("lat") && !tree.hasNonNull("lon") && !tree.hasNonNull("radius_m")) {
            return null;
        }
        return new Rally.Circle(
                between(tree, pointer, "lat", -90, 90),
                between(tree, pointer, "lon", -180, 180),
                between(tree, pointer, "radius_m", 1, 500_000));
    }

    /** Text of a field, empty where absent. */
    private static String text(JsonNode tree, String pointer, String field) {
        var node = tree.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (!node.isTextual() || !FieldReader.wellFormed(node.asText())) {
            throw new InvalidInputException(pointer + "/" + field, "expected a string, was " + Quoted.of(node));
        }
        return node.asText();
    }

    private static long time(JsonNode tree, String pointer, String field) {
        return Times.parse(tree.path(field).asText(""))
                .orElseThrow(() -> new InvalidInputException(
                        pointer + "/" + field, "expected a time such as 2021-04-24T06:00:00.000Z"));
    }

    private static double between(JsonNode tree, String pointer, String field, double min, double max) {
        var node = tree.path(field);
        if (!node.isNumber() || node.asDouble() < min || node.asDouble() > max) {
            throw new InvalidInputException(
                    pointer + "/" + field, "expected a number from " + min + " to " + max + ", was " + Quoted.of(node));
        }
        return node.asDouble();
    }

    private static double number(JsonNode tree, String field, double otherwise) {
        var node = tree.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.isNumber()) {
            throw new InvalidInputException("/" + field, "expected a number, was " + Quoted.of(node));
        }
        return node.asDouble();
    }

    private static int integer(JsonNode tree, String field, int otherwise) {
        var node = tree.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.canConvertToInt() || !node.canConvertToExactIntegral()) {
            throw new InvalidInputException("/" + field, "expected an integer, was " + Quoted.of(node));
        }
        return node.asInt();
    }

    /** Who writes thresholds does not choose their version, so whatever else bears this name is passed over. */
    private static int version(JsonNode tree) {
        var node = tree.path("version");
        return node.isInt() && node.asInt() >= 1 ? node.asInt() : Thresholds.DEFAULT.version();
    }

    private static List<String> home(JsonNode tree) {
        var node = tree.path("home");
        if (node.isMissingNode() || node.isNull()) {
            return Thresholds.DEFAULT.home();
        }
        if (node.isTextual()) {
            return List.of(node.asText());
        }
        if (!node.isArray()) {
            throw new InvalidInputException(
                    "/home", "expected a country code or a list of them, was " + Quoted.of(node));
        }
        var home = new ArrayList<String>();
        node.forEach(country -> home.add(country.asText()));
        return home;
    }
}
