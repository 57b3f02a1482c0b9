package kz.dabyl.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Reads what {@link SummaryWriter} writes. Bad values are named by a JSON pointer within the summary. */
final class SummaryReader {

    private static final int MOST_PARTITIONS = 1 << 16;
    private static final long LAST_HOP = HopSummary.hopOf(Times.LAST);

    private SummaryReader() {}

    /** @throws InvalidInputException if it is no summary */
    static HopSummary read(JsonNode tree) {
        return new HopSummary(
                bounded(tree, "", "partition", 0, MOST_PARTITIONS),
                bounded(tree, "", "partitions", 1, MOST_PARTITIONS),
                judged(tree),
                each(tree, "", "collectors", SummaryReader::clock),
                each(tree, "", "cells", SummaryReader::cell),
                rules(tree));
    }

    private static List<LogEntry.Notice> rules(JsonNode tree) {
        var rules = new ArrayList<LogEntry.Notice>();
        for (var node : array(tree, "", "rules")) {
            try (var json = node.traverse()) {
                var entry = new EntryReader(json, new ReportReader()).next();
                if (!(entry.orElse(null) instanceof LogEntry.Notice notice)) {
                    throw new InvalidInputException("/rules/" + rules.size(), "expected thresholds or rallies");
                }
                rules.add(notice);
            } catch (IOException e) {
                throw new UncheckedIOException("memory cannot fail", e);
            }
        }
        return rules;
    }

    private static HopSummary.CollectorClock clock(JsonNode node, String at) {
        return new HopSummary.CollectorClock(
                word(node, at, "collector"), time(node, at, "tick"), flag(node, at, "blind"));
    }

    private static CellSummary cell(JsonNode node, String at) {
        var place = Places.kept(word(node, at, "place"))
                .orElseThrow(
                        () -> new InvalidInputException(at + "/place", "expected an H3 index or an ISO 3166 code"));
        var access = Access.ofWord(word(node, at, "access"))
                .orElseThrow(() -> new InvalidInputException(at + "/access", "expected mobile or fixed"));
        return new CellSummary(
                new Cell(place, word(node, at, "network"), access),
                word(node, at, "collector"),
                count(node, at, "heard"),
                count(node, at, "losses"),
                new CellSummary.Sources(count(node, at, "sources_heard"), count(node, at, "sources_known")),
                each(node, at, "cohorts", SummaryReader::cohort),
                each(node, at, "returns", SummaryReader::back),
                each(node, at, "late", SummaryReader::late),
                each(node, at, "targets", SummaryReader::target));
    }

    private static CellSummary.Cohort cohort(JsonNode node, String at) {
        return new CellSummary.Cohort(
                hop(node, at, "last_heard"),
                bounded(node, at, "interval_s", 1, ReportReader.MAX_INTERVAL_SECONDS),
                bounded(node, at, "loss", 0, CellSummary.BUCKETS - 1),
                bounded(node, at, "sleep", 0, CellSummary.BUCKETS - 1),
                count(node, at, "software"),
                count(node, at, "invite"),
                count(node, at, "probes"),
                count(node, at, "percent"),
                flag(node, at, "newcomers"),
                flag(node, at, "dark"),
                flag(node, at, "mains"));
    }

    private static CellSummary.Return back(JsonNode node, String at) {
        return new CellSummary.Return(
                hop(node, at, "last_heard"), count(node, at, "probes"), count(node, at, "rebooted"));
    }

    private static CellSummary.Late late(JsonNode node, String at) {
        return new CellSummary.Late(
                hop(node, at, "measured"),
                count(node, at, "reports"),
                count(node, at, "reached"),
                count(node, at, "cut"));
    }

    private static CellSummary.TargetTally target(JsonNode node, String at) {
        return new CellSummary.TargetTally(
                word(node, at, "target"),
                count(node, at, "well"),
                count(node, at, "percent"),
                count(node, at, "newcomers"),
                each(node, at, "troubles", SummaryReader::trouble));
    }

    private static CellSummary.Trouble trouble(JsonNode node, String at) {
        var ailment = Ailment.ofWord(word(node, at, "ailment"))
                .orElseThrow(() -> new InvalidInputException(at + "/ailment", "expected what a target suffers from"));
        return new CellSummary.Trouble(
                ailment,
                hop(node, at, "since"),
                bounded(node, at, "results", 0, CellSummary.MOST_RESULTS),
                bounded(node, at, "rate", 0, CellSummary.BUCKETS - 1),
                count(node, at, "probes"),
                count(node, at, "percent"),
                flag(node, at, "newcomers"));
    }

    private static JsonNode array(JsonNode node, String at, String name) {
        var array = node.path(name);
        if (!array.isMissingNode() && !array.isArray()) {
            throw new InvalidInputException(at + "/" + name, "expected an array");
        }
        return array;
    }

    private static <T> List<T> each(JsonNode node, String at, String name, BiFunction<JsonNode, String, T> reading) {
        var array = array(node, at, name);
        var all = new ArrayList<T>(array.size());
        for (var element : array) {
            all.add(reading.apply(element, at + "/" + name + "/" + all.size()));
        }
        return all;
    }

    private static String word(JsonNode node, String at, String name) {
        var value = node.path(name);
        if (!value.isTextual() || !FieldReader.wellFormed(value.asText())) {
            throw new InvalidInputException(at + "/" + name, "expected a string, was " + Quoted.of(value));
        }
        return value.asText();
    }

    private static long time(JsonNode node, String at, String name) {
        return Times.parse(word(node, at, name))
                .orElseThrow(() ->
                        new InvalidInputException(at + "/" + name, "expected a time such as 2021-04-24T07:00:30.000Z"));
    }

    private static int count(JsonNode node, String at, String name) {
        return bounded(node, at, name, 0, Integer.MAX_VALUE);
    }

    private static int bounded(JsonNode node, String at, String name, int least, int most) {
        var value = node.path(name);
        var number = value.isMissingNode() ? 0 : value.asLong(-1);
        if ((!value.isMissingNode() && !value.isIntegralNumber()) || number < least || number > most) {
            throw new InvalidInputException(
                    at + "/" + name,
                    "expected a whole number from " + least + " to " + most + ", was " + Quoted.of(value));
        }
        return (int) number;
    }

    private static boolean flag(JsonNode node, String at, String name) {
        var value = node.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new InvalidInputException(at + "/" + name, "expected true or false, was " + Quoted.of(value));
        }
        return value.asBoolean(false);
    }

    /** The hop of the summary itself, which has to have a time. */
    private static long judged(JsonNode tree) {
        var hop = hop(tree, "", "hop");
        if (hop < 0 || hop > LAST_HOP) {
            throw new InvalidInputException("/hop", "expected the number of a hop between 1970 and 9999, was " + hop);
        }
        return hop;
    }

    /** Times of hops must stay times: a hop far off would overflow them. */
    private static long hop(JsonNode node, String at, String name) {
        var value = node.path(name);
        var most = Long.MAX_VALUE / HopSummary.HOP_MILLIS / 2;
        if (!value.isIntegralNumber() || !value.canConvertToLong() || Math.abs(value.asLong()) > most) {
            throw new InvalidInputException(at + "/" + name, "expected the number of a hop, was " + Quoted.of(value));
        }
        return value.asLong();
    }
}
