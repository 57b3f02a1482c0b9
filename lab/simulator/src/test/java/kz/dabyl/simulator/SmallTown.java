package kz.dabyl.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Times;

/** An hour in two hexagons of Almaty with two networks, two collectors and a witness, to put events into. */
final class SmallTown {

    static final long START = Times.parse("2021-04-24T04:00:00.000Z").orElseThrow();
    static final String CENTRE = "8720e60a1ffffff";

    /** What has one line each in every test: phones that never sleep, travel or lose anything, with exact clocks. */
    static final String STEADY = """
            "min_loss": 0, "max_loss": 0, "moves_per_day": 0, "clock_error_s": 0, "sleep": {"per_day": 0}""";

    private SmallTown() {}

    static Scenario with(String... events) {
        return of(STEADY, events);
    }

    static Scenario of(String phones, String... events) {
        return ScenarioReader.read("""
                {"scenario": "small-town", "start": "2021-04-24T04:00:00.000Z", "duration_s": 3600, "warmup_s": 600,
                 "collectors": ["c1", "c2"], "networks": {"401-01": 0.5, "401-02": 0.5},
                 "surroundings": {"outages_per_day": 0, "noise": 0},
                 "places": {"centre": ["%s"], "town": ["8720e6012ffffff", "%s"]},
                 "probes": [
                   {"kind": "phone", "places": "town", "per_cell": 4, %s},
                   {"kind": "fixed", "places": "town", "per_cell": 2, "max_loss": 0, "clock_error_s": 0},
                   {"kind": "witness", "places": "DE", "networks": "AS3320", "per_cell": 2, "max_loss": 0,
                    "clock_error_s": 0}],
                 "events": [%s]}""".formatted(CENTRE, CENTRE, phones, String.join(",", events)));
    }

    static List<LogEntry> log(Scenario scenario, long seed) {
        var log = new ArrayList<LogEntry>();
        Simulation.run(scenario, seed, log::add);
        return log;
    }

    static List<LogEntry.Received> received(Scenario scenario, Predicate<LogEntry.Received> wanted) {
        var received = new ArrayList<LogEntry.Received>();
        Simulation.run(scenario, 1, entry -> {
            if (entry instanceof LogEntry.Received report && wanted.test(report)) {
                received.add(report);
            }
        });
        return received;
    }

    static boolean in(LogEntry.Received received, String place, String network) {
        return received.report().place().equals(place)
                && received.report().network().equals(network);
    }

    /** Whether it was received so many seconds after the start. */
    static boolean between(LogEntry.Received received, int from, int until) {
        return received.received() >= START + from * 1000L && received.received() < START + until * 1000L;
    }
}
