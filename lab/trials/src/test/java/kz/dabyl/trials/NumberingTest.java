package kz.dabyl.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import kz.dabyl.collector.gateway.Origin;
import kz.dabyl.collector.gateway.Sightings;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the detector makes of sources that do not count, and of what they deliver late, by the numbers that gateways give them. */
class NumberingTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isAsGoodToTheDetectorAsProbesThatCount(long seed) {
        // Such sources know no goodbye.
        var log = demo(seed).stream().filter(entry -> !isGoodbye(entry)).toList();

        var counted = last(detected(log, entry -> entry));
        var numbered = last(detected(log, NumberingTest::numbered));

        assertThat(numbered.kind()).isEqualTo(counted.kind());
        assertThat(numbered.state()).isEqualTo(counted.state());
        assertThat(numbered.detected()).isEqualTo(counted.detected());
        assertThat(numbered.started()).isEqualTo(counted.started());
        assertThat(numbered.evidence().lateConfirmations())
                .isPositive()
                .isCloseTo(
                        counted.evidence().lateConfirmations(),
                        within(counted.evidence().lateConfirmations() / 20));
    }

    private static List<LogEntry> demo(long seed) {
        var log = new ArrayList<LogEntry>();
        Simulation.run(Scenarios.named("demo"), seed, log::add);
        return log;
    }

    private static List<Incident> detected(List<LogEntry> log, UnaryOperator<LogEntry> form) {
        var revisions = new ArrayList<Incident>();
        var detection = new Detection(Thresholds.DEFAULT, List.of(), revisions::add);
        log.forEach(entry -> detection.accept(form.apply(entry)));
        return revisions;
    }

    private static boolean isGoodbye(LogEntry entry) {
        return entry instanceof LogEntry.Received received && received.report().intervalSeconds() == Report.GOODBYE;
    }

    private static LogEntry numbered(LogEntry entry) {
        if (!(entry instanceof LogEntry.Received received)) {
            return entry;
        }
        var report = received.report();
        var origin =
                new Origin(report.probe(), report.place(), report.network(), report.access(), report.intervalSeconds());
        var sightings = new Sightings();
        for (var ping : report.pings().isEmpty() ? List.of(Ping.answered("site/a", 1)) : report.pings()) {
            sightings.add(origin, report.at(), ping);
        }
        var number = sightings.reports().get(0).seq();
        return new LogEntry.Received(
                received.received(), received.collector(), report.with(number, report.at(), report.pings()));
    }

    private static Incident last(List<Incident> revisions) {
        return revisions.get(revisions.size() - 1);
    }
}
