package kz.dabyl.simulator;

import static kz.dabyl.simulator.SmallTown.CENTRE;
import static kz.dabyl.simulator.SmallTown.START;
import static kz.dabyl.simulator.SmallTown.between;
import static kz.dabyl.simulator.SmallTown.in;
import static kz.dabyl.simulator.SmallTown.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kz.dabyl.model.Access;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Power;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;

/** How single probes behave: promises, loss, sleep, travel, and what they keep while offline. */
class ProbesInTheLogTest {

    private static final String SHUTDOWN = """
            {"kind": "shutdown", "start_s": 1200, "end_s": 2400, "places": "centre"}""";

    @Test
    void keepsThePromiseOfEveryProbe() {
        var perProbe = received(SmallTown.with(), r -> true).stream()
                .collect(Collectors.groupingBy(r -> r.report().probe()));

        assertThat(perProbe.values()).allSatisfy(reports -> {
            assertThat(reports.size()).isBetween(118, 121);
            assertThat(reports).allMatch(r -> r.report().intervalSeconds() == 30);
            for (var i = 1; i < reports.size(); i++) {
                var gap = reports.get(i).received() - reports.get(i - 1).received();
                assertThat(gap).isBetween(26_000L, 36_000L);
                assertThat(reports.get(i).report().seq())
                        .isEqualTo(reports.get(i - 1).report().seq() + 1);
            }
        });
    }

    @Test
    void losesTheShareOfReportsThatItIsTold() {
        var lossy =
                SmallTown.of("\"min_loss\": 0.1, \"max_loss\": 0.1, \"moves_per_day\": 0, \"sleep\": {\"per_day\": 0}");
        var perProbe =
                received(
                                lossy,
                                r -> r.report().place().length() == 15
                                        && r.report().network().startsWith("401"))
                        .stream()
                        .map(LogEntry.Received::report)
                        .collect(Collectors.groupingBy(Report::probe));

        var made = perProbe.values().stream()
                .mapToLong(r -> r.get(r.size() - 1).seq() - r.get(0).seq() + 1)
                .sum();
        var heard = perProbe.values().stream().mapToLong(List::size).sum();

        assertThat(1 - (double) heard / made).isCloseTo(0.1, within(0.03));
    }

    @Test
    void deliversAfterAShutdownWhatWasMeasuredInIt() {
        var cut = received(SmallTown.with(SHUTDOWN), r -> in(r, CENTRE, "401-01"));

        var late = cut.stream()
                .filter(r -> r.report().at() >= START + 1_200_000 && r.report().at() < START + 2_400_000)
                .toList();
        assertThat(cut).noneMatch(r -> between(r, 1200, 2400));
        assertThat(late).hasSizeBetween(4 * 39, 4 * 41);
        assertThat(late).allMatch(r -> between(r, 2400, 2440));
        assertThat(late).allMatch(r -> r.report().pings().stream().noneMatch(Ping::ok));
    }

    @Test
    void deliversTheLiveReportLast() {
        var back = received(SmallTown.with(SHUTDOWN), r -> in(r, CENTRE, "401-01") && between(r, 2400, 3600));

        var perProbe = back.stream().map(LogEntry.Received::report).collect(Collectors.groupingBy(Report::probe));

        assertThat(perProbe).hasSize(4);
        assertThat(perProbe.values())
                .allSatisfy(reports ->
                        assertThat(reports).extracting(Report::seq).isSorted().doesNotHaveDuplicates());
        assertThat(perProbe.values())
                .allSatisfy(reports ->
                        assertThat(reports.get(41).at() - reports.get(0).at()).isGreaterThan(1_150_000));
    }

    @Test
    void leavesTheRestOfTheTownAlone() {
        var others = received(SmallTown.with(SHUTDOWN), r -> between(r, 1260, 2400)).stream()
                .collect(Collectors.groupingBy(r -> r.report().cell(), Collectors.counting()));

        assertThat(others.keySet())
                .noneMatch(
                        cell -> cell.place().equals(CENTRE) && !cell.network().equals("AS9198"))
                .hasSize(5);
        assertThat(others).containsValue(4 * 38L).hasSize(5);
    }

    @Test
    void keepsAnsweringOverASecondPath() {
        var dual = SmallTown.of(SmallTown.STEADY + ", \"second_path\": {\"share\": 1}", SHUTDOWN);

        var cut = received(dual, r -> in(r, CENTRE, "401-01") && between(r, 1230, 2400));

        assertThat(cut).hasSizeGreaterThan(4 * 37);
        assertThat(cut).allMatch(r -> r.report().pings().stream().noneMatch(Ping::ok));
    }

    @Test
    void letsPhonesSleepWithAndWithoutAWord() {
        var sleepy = SmallTown.of("\"max_loss\": 0.01, \"moves_per_day\": 0, "
                + "\"sleep\": {\"per_day\": 100, \"mean_s\": 300, \"goodbyes\": 0.3, \"empties\": 0.3}");

        var reports = received(sleepy, r -> r.report().network().startsWith("401"));

        var heard = (double) reports.size() / (16 * 120);
        var boots = reports.stream().map(r -> r.report().boot()).distinct().count();
        assertThat(heard).isBetween(0.5, 0.95);
        assertThat(reports).anyMatch(r -> r.report().intervalSeconds() == Report.GOODBYE);
        assertThat(reports).anyMatch(r -> r.report().power() == Power.LOW);
        assertThat(boots).isGreaterThan(16);
    }

    @Test
    void movesPhonesWithinTheirCity() {
        var travelling = SmallTown.of("\"moves_per_day\": 100");

        var places = received(travelling, r -> r.report().network().startsWith("401")).stream()
                .map(LogEntry.Received::report)
                .collect(Collectors.groupingBy(Report::probe, Collectors.mapping(Report::place, Collectors.toSet())));

        assertThat(places.values().stream().filter(seen -> seen.size() == 2).count())
                .isGreaterThan(12);
    }

    @Test
    void hasNaturalOutagesThatAreOverSoon() {
        var scenario = SmallTown.with();
        var frail = new Scenario(
                scenario.about(),
                scenario.start(),
                scenario.durationSeconds(),
                scenario.warmupSeconds(),
                new Surroundings(6, 100, 60, 0, 0),
                scenario.collectors(),
                scenario.targets(),
                scenario.groups(),
                scenario.events(),
                scenario.rallies());

        var late = received(frail, r -> r.received() - r.report().at() > 20_000);

        assertThat(late).isNotEmpty();
        assertThat(late).allMatch(r -> r.received() - r.report().at() < 900_000);
    }

    @Test
    void givesEveryProbeAPseudonymOfItsOwn() {
        var scenario = Scenarios.named("almaty-afternoon");

        var names = Roster.of(scenario, 1).stream()
                .collect(Collectors.groupingBy(member -> member.traits().name(), Collectors.counting()));

        assertThat(names).hasSizeGreaterThan(500).allSatisfy((name, count) -> {
            assertThat(name).matches("[A-Za-z0-9_-]{1,64}");
            assertThat(count).isEqualTo(1);
        });
    }

    @Test
    void measuresOnlyWhatItsGroupIsTold() {
        var none = SmallTown.of(SmallTown.STEADY + ", \"pings\": \"none\"");
        var two = SmallTown.of(SmallTown.STEADY + ", \"pings\": [\"site/vlast.kz\", \"domestic/egov.kz\"]");

        assertThat(received(none, r -> r.report().access() == Access.MOBILE))
                .isNotEmpty()
                .allMatch(r -> r.report().pings().isEmpty());
        assertThat(received(none, r -> r.report().access() == Access.FIXED))
                .allMatch(r -> r.report().pings().size() == 5);
        assertThat(received(two, r -> r.report().access() == Access.MOBILE))
                .allSatisfy(r -> assertThat(r.report().pings())
                        .extracting(Ping::target)
                        .containsExactly("domestic/egov.kz", "site/vlast.kz"));
    }

    @Test
    void measuresWhatIsPlausible() {
        Map<String, Double> medians = received(
                        SmallTown.with(), r -> r.report().network().startsWith("401"))
                .stream()
                .flatMap(r -> r.report().pings().stream())
                .filter(Ping::ok)
                .collect(Collectors.groupingBy(
                        Ping::target, Collectors.averagingDouble(ping -> Math.log(ping.rttMillis()))));

        assertThat(Math.exp(medians.getOrDefault("international/1.1.1.1", 0.0))).isBetween(70.0, 100.0);
        assertThat(Math.exp(medians.getOrDefault("domestic/egov.kz", 0.0))).isBetween(18.0, 27.0);
    }
}
