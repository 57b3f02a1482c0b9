package kz.dabyl.detector.core;

import static kz.dabyl.detector.core.TestWorld.HOP;
import static kz.dabyl.detector.core.TestWorld.fixed;
import static kz.dabyl.detector.core.TestWorld.mobile;
import static kz.dabyl.detector.core.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Places;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

class KindsTest {

    private static final String SHYMKENT = Places.at(42.317, 69.590, 7);
    private static final List<String> HOME = List.of(TestCity.CENTRE, TestCity.WEST, TestCity.ASTANA, SHYMKENT);

    @Test
    void isAShutdownWhereSeveralNetworksAreLostAndFixedLinesLive() {
        assertThat(kind(cell -> inCentre(cell) && cell.access() == Access.MOBILE))
                .isEqualTo(IncidentKind.SHUTDOWN);
    }

    @Test
    void isANetworkOutageWhereOneIsLost() {
        assertThat(kind(cell -> inCentre(cell) && cell.network().equals("401-01")))
                .isEqualTo(IncidentKind.NETWORK_OUTAGE);
    }

    @Test
    void isAnOutageWhereFixedLinesAreLostToo() {
        assertThat(kind(KindsTest::inCentre)).isEqualTo(IncidentKind.OUTAGE);
    }

    @Test
    void isNoOutageWhereOneMobileCellIsLostBesideFixedLines() {
        assertThat(kind(cell -> inCentre(cell)
                        && (cell.access() == Access.FIXED || cell.network().equals("401-01"))))
                .isEqualTo(IncidentKind.NETWORK_OUTAGE);
    }

    @Test
    void isABlackoutWhereAWholeCountryIsLostAndWitnessesLive() {
        assertThat(kind(cell -> !cell.place().equals("DE"))).isEqualTo(IncidentKind.BLACKOUT);
    }

    @Test
    void isAnOutageWhereWitnessesAreSilentToo() {
        assertThat(kind(cell -> true)).isEqualTo(IncidentKind.OUTAGE);
    }

    @Test
    void isAnOutageWhereHalfOfTheCountryLives() {
        assertThat(kind(cell ->
                        cell.place().equals(TestCity.CENTRE) || cell.place().equals(TestCity.ASTANA)))
                .isEqualTo(IncidentKind.OUTAGE);
    }

    private static boolean inCentre(Cell cell) {
        return cell.place().equals(TestCity.CENTRE);
    }

    /** Every network everywhere, and an incident of the silent cells at home. */
    private static IncidentKind kind(Predicate<Cell> silent) {
        var test = new TestWorld();
        for (var place : HOME) {
            for (var cell :
                    List.of(mobile(place, "401-01"), mobile(place, "401-02"), mobile(place, "401-77"), fixed(place))) {
                test.with(cell, probes(4, silent.test(cell) ? 10 : 1));
            }
        }
        test.with(
                new Cell("DE", "AS3320", Access.FIXED),
                probes(2, silent.test(new Cell("DE", "AS3320", Access.FIXED)) ? 10 : 1));
        var world = test.now();
        var incident = new IncidentState("id", Signal.SILENCE, world.now(), HOP - 10, 60_000);
        for (var view : world.cells.values()) {
            if (silent.test(view.cell) && HOME.contains(view.cell.place())) {
                incident.add(view.cell, view.area, HOP - 10, HOP);
            }
        }
        incident.members.values().forEach(member -> member.update(world.cells.get(member.cell), HOP));
        return Kinds.of(incident, world, Thresholds.DEFAULT);
    }
}
