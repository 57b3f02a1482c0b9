package kz.dabyl.simulator;

import static kz.dabyl.simulator.SmallTown.CENTRE;
import static kz.dabyl.simulator.SmallTown.START;
import static kz.dabyl.simulator.SmallTown.log;
import static kz.dabyl.simulator.SmallTown.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import kz.dabyl.model.LogEntry;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final String SHUTDOWN = """
            {"kind": "shutdown", "start_s": 1200, "end_s": 2400, "places": "centre"}""";

    @Test
    void givesTheSameLogForTheSameSeed() {
        var scenario = SmallTown.of("\"moves_per_day\": 20", SHUTDOWN);

        var one = log(scenario, 7);
        var other = log(scenario, 7);

        assertThat(other).isEqualTo(one);
    }

    @Test
    void givesAnotherLogForAnotherSeed() {
        var scenario = SmallTown.with();

        assertThat(log(scenario, 8)).isNotEqualTo(log(scenario, 7));
    }

    /**
     * Hash codes of enums and orders of immutable sets differ from one JVM to the next, and JDKs change what is drawn
     * from their random numbers; none of that may reach a log. A change of the simulation itself changes this figure.
     */
    @Test
    void givesTheSameLogInEveryJvm() {
        var crc = new CRC32();

        Simulation.run(Scenarios.named("forged-flood"), 42, entry -> {
            if (entry instanceof LogEntry.Received received) {
                crc.update(fingerprint(received).getBytes(StandardCharsets.UTF_8));
            }
        });

        assertThat(Long.toHexString(crc.getValue())).isEqualTo("bf815807");
    }

    private static String fingerprint(LogEntry.Received received) {
        var report = received.report();
        var rtts = report.pings().stream()
                .mapToLong(ping -> Math.round(10 * ping.rttMillis()))
                .sum();
        return received.received()
                + received.collector()
                + report.probe()
                + report.seq()
                + report.at()
                + report.cell()
                + report.boot()
                + rtts;
    }

    @Test
    void leavesAllOtherProbesAsTheyAreWhenOneIsAdded() {
        var scenario = SmallTown.with(SHUTDOWN);
        var before = log(scenario, 1);

        var after = log(withNewcomer(scenario), 1);

        var known = before.stream()
                .filter(LogEntry.Received.class::isInstance)
                .map(entry -> ((LogEntry.Received) entry).report().probe())
                .collect(Collectors.toSet());
        assertThat(after.size()).isGreaterThan(before.size());
        assertThat(after.stream()
                        .filter(entry -> !(entry instanceof LogEntry.Received received)
                                || known.contains(received.report().probe())))
                .containsExactlyElementsOf(before);
    }

    private static Scenario withNewcomer(Scenario scenario) {
        var phones = scenario.groups().get(0);
        var onlyOne = new ProbeGroup(
                "newcomer",
                phones.kind(),
                List.of(CENTRE),
                List.of(new ProbeGroup.Headcount("401-01", 1)),
                phones.habits(),
                phones.targets(),
                phones.software(),
                phones.collector(),
                phones.invitation(),
                phones.present());
        var groups = new ArrayList<>(scenario.groups());
        groups.add(0, onlyOne);
        return new Scenario(
                scenario.about(),
                scenario.start(),
                scenario.durationSeconds(),
                scenario.warmupSeconds(),
                scenario.surroundings(),
                scenario.collectors(),
                scenario.targets(),
                groups,
                scenario.events(),
                scenario.rallies());
    }

    @Test
    void endsWhenTheReaderOfTheLogThrows() {
        var seen = new ArrayList<LogEntry>();

        assertThatThrownBy(() -> Simulation.run(Scenarios.named("quiet-day"), 1, entry -> {
                    seen.add(entry);
                    if (seen.size() == 10) {
                        throw new IllegalStateException("enough");
                    }
                }))
                .hasMessage("enough");

        assertThat(seen).hasSize(10);
    }

    @Test
    void bearsTensOfThousandsOfProbes() {
        var crowd = ScenarioReader.read("""
                {"scenario": "crowd", "start": "2021-04-24T04:00:00Z", "duration_s": 180,
                 "places": {"almaty": {"city": "Almaty", "count": 40}},
                 "probes": [{"kind": "modem", "places": "almaty", "per_place": 1000, "max_loss": 0.005}]}""");
        var reports = new int[1];

        Simulation.run(crowd, 1, entry -> reports[0] += entry instanceof LogEntry.Received ? 1 : 0);

        assertThat(reports[0]).isBetween(230_000, 240_000);
    }

    @Test
    void announcesRalliesBeforeAnythingElse() {
        var log = log(Scenarios.named("demo"), 1);

        assertThat(log.get(0)).isInstanceOf(LogEntry.RalliesSet.class);
    }

    @Test
    void ticksEverySecondFromTheFirstToTheLast() {
        var ticks = log(SmallTown.with(), 1).stream()
                .filter(entry ->
                        entry instanceof LogEntry.Tick tick && tick.collector().equals("c2"))
                .map(entry -> (((LogEntry.Tick) entry).time() - START) / 1000.0)
                .toList();

        assertThat(ticks).hasSize(3601).startsWith(0.0, 1.0, 2.0).endsWith(3599.0, 3600.0);
    }
}
