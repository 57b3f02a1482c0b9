package kz.dabyl.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import kz.dabyl.detector.tuning.Truth;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;

class LordenBoundTest {

    private static final Truth.Cell NEIGHBOUR = new Truth.Cell("8820e60005fffff", "401-01");

    /** A deployment of 60 cells, with a cut of so many seconds after an hour in the street and one cell beside it. */
    private static Truth truth(long lasts, Set<Truth.Cell> cells) {
        var observed = new HashSet<>(cells);
        for (var i = observed.size(); i < 60; i++) {
            observed.add(new Truth.Cell("KZ-" + i, "401-01"));
        }
        var event = new Truth.Event(
                IncidentKind.SHUTDOWN, Street.at(3_600), OptionalLong.of(Street.at(3_600 + lasts)), cells, true);
        return new Truth("street", "KZ", Street.at(0), 7_200, 0, observed, List.of(event));
    }

    private static LordenBound.Bound bound(int probes, long lasts, Set<Truth.Cell> cells) {
        var truth = truth(lasts, cells);
        var known = new KnownProbes("KZ");
        var bound = new LordenBound(truth, known, 1, 3);
        var rivals = new Rivals(known, List.of());
        new Street(probes).runs(3_700, (probe, second) -> true).log().forEach(entry -> {
            bound.accept(entry);
            rivals.accept(entry);
        });
        return bound.bounds().get(0);
    }

    @Test
    void agreesWithThePublishedTable() {
        var five = bound(5, 600, Set.of(Street.CELL, NEIGHBOUR));

        assertThat(five.probes()).isEqualTo(5);
        assertThat(five.lorden()).isCloseTo(35, within(1.0));
    }

    @Test
    void waitsForTheFirstBrokenPromise() {
        var ten = bound(10, 600, Set.of(Street.CELL, NEIGHBOUR));

        assertThat(ten.firstBroken()).isBetween(0.0, 3.0);
        assertThat(ten.seconds()).isEqualTo(ten.lorden() + ten.firstBroken());
    }

    @Test
    void cannotTellOneCellFromANaturalOutageSooner() {
        var alone = bound(10, 600, Set.of(Street.CELL));

        assertThat(alone.floor()).isCloseTo(40 * Math.log(0.3 * 60 * 30), within(1e-6));
        assertThat(alone.seconds()).isEqualTo(alone.floor());
    }

    @Test
    void callsAnEventInvisibleThatIsShorterThanTheBound() {
        assertThat(bound(10, 10, Set.of(Street.CELL, NEIGHBOUR)).visible()).isFalse();
        assertThat(bound(10, 60, Set.of(Street.CELL, NEIGHBOUR)).visible()).isTrue();
    }

    @Test
    void callsAnEventInvisibleThatHasTooFewProbes() {
        assertThat(bound(2, 900, Set.of(Street.CELL, NEIGHBOUR)).visible()).isFalse();
    }
}
