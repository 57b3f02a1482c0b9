package kz.dabyl.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.model.Documents;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Times;

/** Reads scenarios from JSON; the format stands in {@code docs/scenarios.md}. */
public final class ScenarioReader {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MAX_SECONDS = 366 * 86_400;

    private ScenarioReader() {}

    /** @throws InvalidInputException if it is no scenario; its pointer says where */
    public static Scenario read(String text) {
        try {
            return read(new Fields(JSON.readTree(text), ""));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new InvalidInputException("", "not JSON: " + e.getOriginalMessage() + where);
        }
    }

    private static Scenario read(Fields fields) {
        var about = about(fields);
        var startText = fields.text("start");
        var start = Times.parse(startText)
                .orElseThrow(() -> fields.bad(
                        "start", "expected a time such as 2021-04-24T04:00:00.000Z, was '" + startText + "'"));
        var duration = fields.integer("duration_s", 1, MAX_SECONDS);
        var warmup = fields.integer("warmup_s", 0, duration, 0);
        var collectors = collectors(fields);
        var book = new PlaceBook(fields.take("places"), "/places");
        var targets = TargetReader.read(fields);
        var groups = new GroupReader(book, networks(fields), collectors, targets, start).read(fields.objects("probes"));
        if (groups.isEmpty()) {
            throw fields.bad("probes", "expected at least one group of probes");
        }
        var eventless = new Scenario(
                about,
                start,
                duration,
                warmup,
                surroundings(fields.object("surroundings")),
                collectors,
                targets,
                groups,
                List.of(),
                rallies(fields.take("rallies")));
        var events = new EventReader(eventless, new Selectors(book, groups)).read(fields.objects("events"));
        fields.done();
        return eventless.with(events);
    }

    private static About about(Fields fields) {
        var tests = fields.texts("tests").stream()
                .map(word -> Tag.ofWord(word)
                        .orElseThrow(() -> fields.bad(
                                "tests",
                                "expected some of "
                                        + Stream.of(Tag.values()).map(Tag::word).collect(Collectors.joining(", "))
                                        + ", was '" + word + "'")))
                .distinct()
                .toList();
        return new About(name(fields, "scenario", fields.text("scenario")), tests, fields.note());
    }

    private static String name(Fields fields, String field, String text) {
        if (!NAME.matcher(text).matches()) {
            throw fields.bad(field, "expected " + NAME + ", was '" + text + "'");
        }
        return text;
    }

    private static List<String> collectors(Fields fields) {
        var collectors = fields.texts("collectors");
        collectors.forEach(collector -> name(fields, "collectors", collector));
        if (collectors.stream().distinct().count() != collectors.size()) {
            throw fields.bad("collectors", "expected different names, were " + collectors);
        }
        return collectors.isEmpty() ? List.of("c1") : collectors;
    }

    /** Mobile networks and their shares: by default about the market's of Kazakhstan. */
    private static Map<String, Double> networks(Fields fields) {
        var shares = fields.numbers("networks", 1e-9, 1e9);
        for (var network : shares.keySet()) {
            if (!GroupReader.NETWORK.matcher(network).matches()) {
                throw fields.bad("networks/" + network, "expected MCC-MNC or AS…");
            }
        }
        if (!shares.isEmpty()) {
            return shares;
        }
        var usual = new LinkedHashMap<String, Double>();
        usual.put("401-01", 0.40);
        usual.put("401-02", 0.37);
        usual.put("401-77", 0.23);
        return usual;
    }

    private static Surroundings surroundings(Fields fields) {
        var usual = Surroundings.DEFAULT;
        var surroundings = new Surroundings(
                fields.number("utc_offset_h", -14, 14, usual.utcOffsetHours()),
                fields.number("outages_per_day", 0, 1000, usual.outagesPerDay()),
                fields.number("outage_mean_s", 0, 86_400, usual.outageMeanSeconds()),
                fields.number("noise", 0, 3, usual.noise()),
                fields.number("daily", 0, 1, usual.daily()));
        fields.done();
        return surroundings;
    }

    private static List<Rally> rallies(JsonNode node) {
        if (node.isNull()) {
            return List.of();
        }
        try {
            return Documents.rallies(node.toString());
        } catch (InvalidInputException e) {
            throw new InvalidInputException("/rallies" + e.pointer(), e.detail());
        }
    }
}
