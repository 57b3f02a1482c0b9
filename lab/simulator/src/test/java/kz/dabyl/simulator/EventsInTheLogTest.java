package kz.dabyl.simulator;

import static kz.dabyl.simulator.SmallTown.CENTRE;
import static kz.dabyl.simulator.SmallTown.START;
import static kz.dabyl.simulator.SmallTown.between;
import static kz.dabyl.simulator.SmallTown.in;
import static kz.dabyl.simulator.SmallTown.received;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;
import kz.dabyl.model.TargetClass;
import org.junit.jupiter.api.Test;

/** What events look like from the detector's side. */
class EventsInTheLogTest {

    @Test
    void aPowerCutTakesFixedLinesAndLeavesPhones() {
        var town = SmallTown.with("""
                {"kind": "power_cut", "start_s": 1200, "end_s": 2400, "places": "centre", "ragged_s": 60}""");

        var during = received(town, r -> between(r, 1270, 2400));

        assertThat(during).noneMatch(r -> in(r, CENTRE, "AS9198"));
        assertThat(during).anyMatch(r -> in(r, CENTRE, "401-01"));
    }

    @Test
    void whatLostItsPowerComesBackWithANewBootAndMeasuredNothing() {
        var town = SmallTown.with("""
                {"kind": "power_cut", "start_s": 1200, "end_s": 2400, "places": "centre", "ragged_s": 60}""");

        var reports = received(town, r -> in(r, CENTRE, "AS9198")).stream()
                .map(LogEntry.Received::report)
                .collect(Collectors.groupingBy(Report::probe));

        assertThat(reports.values()).hasSize(2).allSatisfy(ofProbe -> {
            assertThat(ofProbe).extracting(Report::boot).doesNotContainNull();
            assertThat(ofProbe.stream().map(Report::boot).distinct()).hasSize(2);
            assertThat(ofProbe).extracting(Report::seq).doesNotHaveDuplicates();
            assertThat(ofProbe.get(ofProbe.size() - 1).seq() - ofProbe.get(0).seq())
                    .isEqualTo(ofProbe.size() - 1L);
        });
    }

    @Test
    void anOutageTakesMobileAndFixedTogether() {
        var town = SmallTown.with("""
                {"kind": "outage", "start_s": 1200, "end_s": 2400, "places": "centre"}""");

        var during = received(town, r -> between(r, 1200, 2400));

        assertThat(during).isNotEmpty().noneMatch(r -> r.report().place().equals(CENTRE));
    }

    @Test
    void aBlackoutLeavesWitnessesAbroad() {
        var town = SmallTown.with("""
                {"kind": "blackout", "start_s": 1200, "end_s": 2400}""");

        var during = received(town, r -> between(r, 1200, 2400));

        assertThat(during).isNotEmpty().allMatch(r -> r.report().place().equals("DE"));
    }

    @Test
    void aFleetRestartComesBackWithNewBootsForAll() {
        var town = SmallTown.with("""
                {"kind": "fleet_restart", "start_s": 1200, "spread_s": 10, "down_s": 60}""");
        var home = received(town, r -> r.report().place().length() > 2);

        var down = home.stream().filter(r -> between(r, 1211, 1230));
        var boots = home.stream()
                .map(LogEntry.Received::report)
                .collect(Collectors.groupingBy(Report::probe, Collectors.mapping(Report::boot, Collectors.toSet())));

        assertThat(down).isEmpty();
        assertThat(boots)
                .hasSize(20)
                .allSatisfy((probe, ofProbe) -> assertThat(ofProbe).hasSize(2));
    }

    @Test
    void aReleaseComesBackAsTheNextVersion() {
        var phones = SmallTown.STEADY + ", \"software\": {\"dabyl-probe/1\": 1, \"dabyl-probe/2\": 1}";
        var town = SmallTown.of(phones, """
                {"kind": "software_release", "start_s": 1200, "from": "dabyl-probe/1", "to": "dabyl-probe/3",
                 "spread_s": 10, "down_s": 60}""");

        var before = software(town, 0, 1200);
        var during = software(town, 1211, 1230);
        var after = software(town, 1400, 3600);

        assertThat(before).contains("dabyl-probe/1", "dabyl-probe/2");
        assertThat(during).doesNotContain("dabyl-probe/1", "dabyl-probe/3").contains("dabyl-probe/2");
        assertThat(after).doesNotContain("dabyl-probe/1").contains("dabyl-probe/2", "dabyl-probe/3");
    }

    private static List<String> software(Scenario town, int from, int until) {
        return received(town, r -> between(r, from, until)).stream()
                .map(r -> String.valueOf(r.report().software()))
                .distinct()
                .toList();
    }

    @Test
    void aDeadCollectorLosesNothing() {
        var town = SmallTown.with("""
                {"kind": "collector_failure", "start_s": 1200, "end_s": 1800, "collectors": "c1"}""");

        var all = received(town, r -> r.collector().equals("c1"));
        var kept = all.stream()
                .filter(r -> r.report().at() >= START + 1_200_000 && r.report().at() < START + 1_799_000)
                .toList();
        var gaps = all.stream().map(LogEntry.Received::report).collect(Collectors.groupingBy(Report::probe));

        assertThat(all).noneMatch(r -> between(r, 1200, 1800));
        assertThat(kept).isNotEmpty().allMatch(r -> between(r, 1800, 1840));
        assertThat(kept.stream()
                        .flatMap(r -> r.report().pings().stream())
                        .filter(Ping::ok)
                        .count())
                .isGreaterThan(kept.size() * 4L);
        assertThat(gaps.values())
                .allSatisfy(reports -> assertThat(
                                reports.get(reports.size() - 1).seq()
                                        - reports.get(0).seq())
                        .isEqualTo(reports.size() - 1L));
    }

    @Test
    void aDeadCollectorDoesNotTick() {
        var town = SmallTown.with("""
                {"kind": "collector_failure", "start_s": 1200, "end_s": 1800, "collectors": "c1"}""");

        var ticks = SmallTown.log(town, 1).stream()
                .filter(LogEntry.Tick.class::isInstance)
                .map(LogEntry.Tick.class::cast)
                .filter(tick -> tick.time() >= START + 1_200_000 && tick.time() < START + 1_800_000)
                .collect(Collectors.groupingBy(LogEntry.Tick::collector, Collectors.counting()));

        assertThat(ticks).containsOnlyKeys("c2").containsEntry("c2", 600L);
    }

    @Test
    void anUnreachableCollectorIsProvedByLateData() {
        var town = SmallTown.with("""
                {"kind": "collector_unreachable", "start_s": 1200, "end_s": 1800}""");

        var late = received(
                town,
                r -> r.report().at() >= START + 1_200_000
                        && r.received() - r.report().at() > 60_000);

        assertThat(late).hasSizeGreaterThan(20 * 15).allMatch(r -> between(r, 1800, 1840));
        assertThat(late).noneMatch(r -> r.report().place().equals("DE"));
        assertThat(late).allMatch(r -> r.report().pings().stream().anyMatch(Ping::ok));
    }

    @Test
    void aCrowdGathersWhereItIsTold() {
        var town = SmallTown.with("""
                {"kind": "movement", "start_s": 1200, "places": "town", "to": "centre", "share": 1, "gathering_s": 300}""");

        var after = received(
                town, r -> between(r, 1530, 3600) && r.report().network().startsWith("401"));

        assertThat(after).isNotEmpty().allMatch(r -> r.report().place().equals(CENTRE));
    }

    @Test
    void congestionSlowsAndLosesButDoesNotSilence() {
        var town = SmallTown.with("""
                {"kind": "congestion", "start_s": 1200, "places": "centre", "rise_s": 60, "loss": 0.3, "rtt_factor": 6}""");

        var before = received(town, r -> in(r, CENTRE, "401-01") && between(r, 0, 1200));
        var during = received(town, r -> in(r, CENTRE, "401-01") && between(r, 1300, 2500));

        assertThat((double) during.size() / before.size()).isBetween(0.6, 0.92);
        assertThat(rtt(during) / rtt(before)).isBetween(3.0, 7.0);
    }

    private static double rtt(List<LogEntry.Received> reports) {
        return reports.stream()
                .flatMap(r -> r.report().pings().stream())
                .filter(ping -> ping.ok() && ping.targetClass() == TargetClass.DOMESTIC)
                .mapToDouble(Ping::rttMillis)
                .average()
                .orElseThrow();
    }

    @Test
    void clocksThatStepDoNotMoveTheLog() {
        var town = SmallTown.with("""
                {"kind": "clock_skew", "start_s": 1200, "end_s": 2400, "offset_s": -7200}""");

        var during =
                received(town, r -> between(r, 1210, 2400) && r.report().place().length() > 2);

        assertThat(during).hasSizeGreaterThan(700);
        assertThat(during).allMatch(r -> r.received() - r.report().at() > 7_199_000);
    }

    @Test
    void inventedProbesFallSilentTogetherWhereNothingHappened() {
        var town = SmallTown.with("""
                {"kind": "forged_flood", "start_s": 600, "end_s": 1800, "places": "centre", "per_cell": 10}""");

        var atCentre = received(town, r -> in(r, CENTRE, "401-01"));
        var before = atCentre.stream().filter(r -> between(r, 0, 600)).count();
        var during = atCentre.stream().filter(r -> between(r, 700, 1300)).count();
        var after = atCentre.stream().filter(r -> between(r, 1810, 2410)).count();

        assertThat(before).isBetween(76L, 80L);
        assertThat(during).isBetween(14 * 19L, 14 * 21L);
        assertThat(after).isBetween(76L, 84L);
    }

    @Test
    void inventedProbesClaimThatAllIsWellInAShutdown() {
        var town = SmallTown.with("""
                {"kind": "forged_flood", "start_s": 600, "places": "centre", "per_cell": 10}""", """
                {"kind": "shutdown", "start_s": 1200, "end_s": 2400, "places": "centre"}""");

        var during = received(town, r -> in(r, CENTRE, "401-01") && between(r, 1200, 2400));

        assertThat(during).hasSizeGreaterThan(380);
        assertThat(during)
                .allMatch(r -> r.report().pings().stream().filter(Ping::ok).count() >= 4);
        assertThat(during.stream().map(r -> r.report().probe()).distinct()).hasSize(10);
    }
}
