package kz.dabyl.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.ScenarioReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes it hard to tell when a cut of a whole city ends: it is told in time and never before. */
class EndTest {

    private static final long CLOSING_MILLIS = Thresholds.DEFAULT.closeAfterSeconds() * 1000L + 60_000;

    private static final String MORNING = "2021-10-30T04:00:00.000Z";
    private static final String EVENING = "2021-10-30T15:30:00.000Z";

    @ParameterizedTest(name = "{0} a cell each {1} s, {2} of them, seed {3}")
    @CsvSource({
        "12, 30, 0.37, 1",
        "12, 60, 0.35, 1",
        "12, 60, 0.35, 2",
        "12, 120, 0.3, 2",
        "12, 120, 0.35, 1",
        "12, 300, 0.35, 1",
        "12, 300, 0.35, 2",
        "12, 10, 0.37, 1",
        "50, 30, 0.4, 1",
    })
    void waitsForTheEndThoughSomeAreHeardInItsSecondHour(int perCell, int interval, double leak, long seed) {
        var run = run(seed, MORNING, 14_400, phones(perCell, interval) + lines(30), """
                {"kind": "shutdown", "start_s": 5400.4, "end_s": 7800, "places": "almaty"},
                {"kind": "shutdown", "start_s": 7800, "end_s": 11400, "places": "almaty", "leak": %s}""".formatted(leak));

        endsInTime(run, 1, CLOSING_MILLIS + interval * 1000L);
    }

    @ParameterizedTest(name = "each {0} s")
    @ValueSource(ints = {5, 10})
    void doesNotTakeForPresentWhoSpokeTheirLastWordsAfterTheFirstWereMissed(int interval) {
        var run = run(1, MORNING, 9600, phones(5, interval) + lines(interval), """
                {"kind": "shutdown", "start_s": 5400.4, "end_s": 7800, "places": "almaty"}""");

        endsInTime(run, 0, CLOSING_MILLIS);
    }

    @ParameterizedTest(name = "phones each {0} s, lines each {1} s")
    @CsvSource({"10, 10", "30, 10"})
    void callsWhatTakesQuickLinesTooAnOutage(int phones, int lines) {
        var run = run(1, MORNING, 9600, phones(5, phones) + lines(lines), """
                {"kind": "outage", "start_s": 5400.4, "end_s": 7800, "places": "almaty"}""");

        assertThat(run.incidents()).singleElement().satisfies(found -> {
            assertThat(found.last().kind()).isEqualTo(IncidentKind.OUTAGE);
            assertThat(found.revisions())
                    .noneMatch(revision -> revision.kind() == IncidentKind.SHUTDOWN
                            && revision.certainty() == Incident.Certainty.CONFIRMED);
        });
        endsInTime(run, 0, CLOSING_MILLIS);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 3})
    void waitsForANetworkOfThreePhonesThatSpeakSeldom(long seed) {
        var run = run(seed, MORNING, 14_400, """
                {"kind": "phone", "name": "many", "places": "almaty", "per_cell": 12, "interval_s": 120, "moves_per_day": 0,
                 "pings": "none", "networks": ["401-01", "401-02"]},
                {"kind": "phone", "name": "few", "places": "almaty", "per_cell": 1, "interval_s": 120, "moves_per_day": 0,
                 "pings": "none", "networks": ["401-77"], "sleep": {"per_day": 0.01, "mean_s": 60}},
                {"kind": "phone", "name": "far", "places": "astana", "per_cell": 12, "interval_s": 120, "moves_per_day": 0, "pings": "none"},
                """ + lines(30), """
                {"kind": "shutdown", "start_s": 5400.4, "end_s": 7800, "places": "almaty"},
                {"kind": "network_outage", "start_s": 7800, "end_s": 9600, "places": "almaty", "networks": ["401-77"]}""");

        endsInTime(run, 1, CLOSING_MILLIS);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void isNotEndedByWhoEnrolsInItAndSaysThatAllIsWell(long seed) {
        var run = run(seed, EVENING, 37_200, """
                {"kind": "forged", "name": "liars", "places": "almaty", "networks": ["401-01", "401-02", "401-77"], "per_cell": 8,
                 "interval_s": 60, "pings": "none", "from_s": 5700},
                """ + phones(5, 60) + lines(60), """
                {"kind": "shutdown", "start_s": 5400.4, "end_s": 36000, "places": "almaty"}""");

        endsInTime(run, 0, CLOSING_MILLIS);
    }

    /** Those who are back for long are no leak, by which districts that are still dark would prove nothing. */
    @ParameterizedTest(name = "{0} phones a network, seed {1}")
    @CsvSource({"4, 1", "4, 2", "5, 1"})
    void waitsForTheDistrictsThatComeBackLast(int perCell, long seed) {
        var districts = List.of("first", "second", "third", "fourth", "last");
        var ends = List.of(7200, 9000, 10_800, 12_600, 29_400);
        var run = run(
                seed,
                MORNING,
                32_400,
                districts.stream().map(place -> """
                {"kind": "phone", "name": "%1$s", "places": "%1$s", "per_cell": %2$d, "moves_per_day": 0, "pings": "none"},
                """.formatted(place, perCell)).collect(Collectors.joining())
                        + lines(30),
                IntStream.range(0, ends.size())
                        .mapToObj(i -> """
                {"kind": "shutdown", "start_s": 5400.4, "end_s": %d, "places": "%s"}""".formatted(ends.get(i), districts.get(i)))
                        .collect(Collectors.joining(",")));

        endsInTime(run, ends.size() - 1, CLOSING_MILLIS);
    }

    /** A rally that disperses: half of its phones do not come back there. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void doesNotWaitForLongForWhoLeftWhileItLasted(long seed) {
        var run = run(seed, MORNING, 18_000, phones(6, 30) + """
                {"kind": "phone", "name": "crowd", "places": "almaty", "per_cell": 5, "moves_per_day": 0, "pings": "none", "until_s": 6900},
                """ + lines(30), """
                {"kind": "shutdown", "start_s": 5400.4, "end_s": 7800, "places": "almaty"}""");

        endsInTime(run, 0, 20 * 60_000);
    }

    /** Of those who were awake in the evening half sleep when it ends. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void endsInTheMiddleOfTheNight(long seed) {
        var run = run(seed, "2021-10-30T12:30:00.000Z", 32_400, phones(12, 30) + lines(30), """
                {"kind": "shutdown", "start_s": 5400.4, "end_s": 25200, "places": "almaty"}""");

        endsInTime(run, 0, 20 * 60_000);
    }

    private static void endsInTime(ScenarioRun run, int event, long within) {
        var end = run.truth().events().get(event).end().orElseThrow();
        assertThat(run.incidents()).singleElement().satisfies(found -> {
            assertThat(found.revisions()).noneMatch(revision -> revision.state() == Incident.State.RETRACTED);
            assertThat(found.firstClosed().state()).isEqualTo(Incident.State.CLOSED);
            assertThat(found.firstClosed().updated()).isBetween(end, end + within);
        });
    }

    private static String phones(int perCell, int interval) {
        return """
                {"kind": "phone", "name": "phones", "places": "almaty", "per_cell": %1$d, "interval_s": %2$d, "moves_per_day": 0, "pings": "none"},
                {"kind": "phone", "name": "far", "places": "astana", "per_cell": %1$d, "interval_s": %2$d, "moves_per_day": 0, "pings": "none"},
                """.formatted(perCell, interval);
    }

    private static String lines(int interval) {
        return """
                {"kind": "fixed", "name": "lines", "places": ["almaty", "astana"], "networks": "AS9198", "per_cell": 3, "interval_s": %d, "pings": "none"},
                """.formatted(interval);
    }

    /** A city of three districts, or of seven, and another of two. */
    private static ScenarioRun run(long seed, String start, int seconds, String probes, String events) {
        return ScenarioRun.of(ScenarioReader.read("""
                {
                  "scenario": "end", "tests": ["shutdown"], "note": "An end that is hard to tell.",
                  "start": "%s", "duration_s": %d, "warmup_s": 4800,
                  "collectors": ["c1", "c2"],
                  "networks": {"401-01": 0.4, "401-02": 0.37, "401-77": 0.23},
                  "surroundings": {"utc_offset_h": 6, "outages_per_day": 0, "outage_mean_s": 25, "noise": 0.5},
                  "places": {"almaty": {"city": "Almaty", "count": 3}, "first": {"city": "Almaty", "count": 1},
                    "second": {"city": "Almaty", "count": 1, "skip": 1}, "third": {"city": "Almaty", "count": 1, "skip": 2},
                    "fourth": {"city": "Almaty", "count": 1, "skip": 3}, "last": {"city": "Almaty", "count": 3, "skip": 4},
                    "astana": {"city": "Astana", "count": 2}},
                  "probes": [
                    %s
                    {"kind": "witness", "name": "witness", "places": ["DE", "NL"], "networks": ["AS3320"], "per_cell": 1, "interval_s": 60, "pings": "none"}
                  ],
                  "events": [%s]
                }""".formatted(start, seconds, probes, events)), seed);
    }
}
