package kz.dabyl.app.backtest.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.app.backtest.BacktestSheet;
import kz.dabyl.app.backtest.Curve;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.detector.tuning.history.Trial;
import kz.dabyl.model.Documents;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.Times;

/**
 * What is to be tried, and over which time.
 *
 * @param curve values of {@code false_alarms_per_month} that are tried as well
 * @param span epoch milliseconds; empty for the whole of a recording
 */
record Order(Thresholds thresholds, List<BigDecimal> curve, Optional<Span> span) {

    private static final String NAME = "candidate";
    private static final int LONGEST_CURVE = 20;
    private static final int MOST_DIGITS = 20;
    private static final List<BigDecimal> USUAL_CURVE =
            List.of(new BigDecimal("0.1"), new BigDecimal("0.3"), BigDecimal.ONE, new BigDecimal("3"), BigDecimal.TEN);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    Order {
        curve = List.copyOf(curve);
    }

    /** What a request asks for; the ends of its time may be left open. */
    record Wish(Thresholds thresholds, List<BigDecimal> curve, OptionalLong from, OptionalLong until) {

        /** The order, where {@code held} is all that there is and a day the least that makes sense without other wishes. */
        Order within(Span held, long usualMillis) {
            var to = until.orElse(held.to());
            var begin = from.orElse(to - usualMillis);
            return new Order(thresholds, curve, Optional.of(new Span(begin, to)));
        }
    }

    /**
     * Reads the body of a request.
     *
     * @throws InvalidInputException if it makes no sense
     */
    static Wish read(String text) {
        var tree = tree(text, "");
        if (!tree.isObject()) {
            throw new InvalidInputException("", "expected an object with 'thresholds'");
        }
        var from = time(tree, "from");
        var until = time(tree, "until");
        if (from.isPresent() && until.isPresent() && from.getAsLong() >= until.getAsLong()) {
            throw new InvalidInputException("/until", "expected a time after 'from'");
        }
        return new Wish(thresholds(tree.path("thresholds"), "/thresholds"), curve(tree.path("curve")), from, until);
    }

    /**
     * An order for a recording, by the parameters of its request.
     *
     * @param values such as {@code 0.1,1,10}
     * @throws InvalidInputException if they make no sense
     */
    static Order forRecording(Optional<String> thresholds, Optional<String> values) {
        var curve = JSON.createArrayNode();
        for (var value : values.map(text -> text.split(",", -1)).orElse(new String[0])) {
            try {
                curve.add(new BigDecimal(value.strip()));
            } catch (NumberFormatException e) {
                throw new InvalidInputException("/curve", "expected numbers such as 0.1,1,10");
            }
        }
        return new Order(
                thresholds(tree(thresholds.orElse("{}"), "/thresholds"), "/thresholds"),
                curve(values.isPresent() ? curve : JSON.missingNode()),
                Optional.empty());
    }

    private static JsonNode tree(String text, String pointer) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(pointer, "expected JSON: " + e.getOriginalMessage());
        }
    }

    /** A field that is misspelt would try nothing, and nobody would know. */
    private static Thresholds thresholds(JsonNode tree, String pointer) {
        if (!tree.isObject()) {
            throw new InvalidInputException(pointer, "expected an object with thresholds, may be empty");
        }
        var known = Documents.json(Thresholds.DEFAULT);
        tree.fieldNames().forEachRemaining(field -> {
            if (!known.has(field)) {
                throw new InvalidInputException(pointer + "/" + field, "there is no such threshold");
            }
        });
        try {
            return Documents.thresholdsFromJson(tree.toString());
        } catch (InvalidInputException e) {
            throw new InvalidInputException(pointer + e.pointer(), e.detail());
        }
    }

    private static List<BigDecimal> curve(JsonNode tree) {
        if (tree.isMissingNode() || tree.isNull()) {
            return USUAL_CURVE;
        }
        if (!tree.isArray() || tree.size() > LONGEST_CURVE) {
            throw new InvalidInputException("/curve", "expected an array of at most " + LONGEST_CURVE + " numbers");
        }
        var values = new ArrayList<BigDecimal>();
        for (var value : tree) {
            if (!value.isNumber() || !Double.isFinite(value.doubleValue()) || !isShort(value.decimalValue())) {
                throw new InvalidInputException("/curve/" + values.size(), "expected a number of a few digits");
            }
            values.add(value.decimalValue());
        }
        try {
            Curve.of(Thresholds.DEFAULT, Curve.USUAL_FIELD, values);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("/curve", e.detail());
        }
        return values;
    }

    /** Ten signs can stand for a number of a billion digits, which nobody could write down. */
    private static boolean isShort(BigDecimal value) {
        return value.precision() <= MOST_DIGITS && Math.abs((long) value.scale()) <= MOST_DIGITS;
    }

    private static OptionalLong time(JsonNode tree, String field) {
        var node = tree.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return OptionalLong.empty();
        }
        var time = node.isTextual() ? Times.parse(node.asText()) : OptionalLong.empty();
        if (time.isEmpty()) {
            throw new InvalidInputException("/" + field, "expected an RFC 3339 time such as 2021-04-24T07:00:30.000Z");
        }
        return time;
    }

    /** The sheet for it, with all that is to be tried. */
    BacktestSheet sheet(Optional<Trial> reference) {
        return new BacktestSheet(
                List.of(new Trial(NAME, thresholds)),
                reference,
                Curve.of(thresholds, Curve.USUAL_FIELD, curve),
                List.of());
    }
}
