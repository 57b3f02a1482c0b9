package kz.dabyl.detector.core.incidents;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.fixed;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.Onset;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.detector.core.scopes.HopView;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Places;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an incident makes of cells that another one says are silent: nothing falls twice, nor bears out what fell beside it. */
class SilentElsewhereTest {

    private static final List<String> NETWORKS = List.of("401-01", "401-02");
    private static final String BESIDE = Places.disk(TestCity.CENTRE, 1).stream()
            .filter(place -> !place.equals(TestCity.CENTRE))
            .findFirst()
            .orElseThrow();

    private final TestWorld world = new TestWorld();
    private final IncidentState incident = incident(Signal.SILENCE, HOP - 30);

    @BeforeEach
    void cut() {
        for (var network : NETWORKS) {
            take(incident, mobile(TestCity.CENTRE, network));
            world.with(mobile(TestCity.CENTRE, network), probes(8, 30));
        }
    }

    @Test
    void takesInWhatFellBesideItIfNobodyElseSaysSo() {
        world.with(mobile(BESIDE, "401-01"), probes(8, 30));

        step();

        assertThat(incident.members).containsKey(mobile(BESIDE, "401-01"));
    }

    @Test
    void takesInNothingThatAnotherOneSaysIsSilent() {
        world.with(mobile(BESIDE, "401-01"), probes(8, 30));
        var other = take(incident(Signal.SILENCE, HOP - 35), mobile(BESIDE, "401-01"));

        step(other);

        assertThat(incident.members).doesNotContainKey(mobile(BESIDE, "401-01"));
    }

    @Test
    void takesInWhatAnotherOneSaidUntilItWasOver() {
        world.with(mobile(BESIDE, "401-01"), probes(8, 30));
        var other = take(incident(Signal.SILENCE, HOP - 300), mobile(BESIDE, "401-01"));

        step(TestIncidents.closedIn(HOP - 60, other));

        assertThat(incident.members).containsKey(mobile(BESIDE, "401-01"));
    }

    @Test
    void takesInWhatWasBackBeforeTheOtherOpenedAgainWithoutIt() {
        world.with(mobile(BESIDE, "401-01"), probes(8, 30));
        var other = take(incident(Signal.SILENCE, HOP - 300), mobile(BESIDE, "401-01"));
        other.members.values().forEach(Member::settle);

        step(other);

        assertThat(incident.members).containsKey(mobile(BESIDE, "401-01"));
    }

    @Test
    void takesInThoseOfWhomAnotherOneSaysThatATargetFails() {
        world.with(mobile(BESIDE, "401-01"), probes(8, 30));
        var other = take(incident(Signal.of(Family.FAILING, "messaging/t"), HOP - 35), mobile(BESIDE, "401-01"));

        step(other);

        assertThat(incident.members).containsKey(mobile(BESIDE, "401-01"));
    }

    /** Lines beside it fell with it, and these of its own place live: whether they are of it the phones there have to say. */
    @Test
    void doesNotTakeForABearingOutWhatAnotherOneSaysIsSilent() {
        NETWORKS.forEach(network -> world.with(mobile(BESIDE, network), probes(8, 100)));
        world.with(fixed(TestCity.CENTRE), probes(3, 1)).with(fixed(BESIDE), probes(8, 31));
        var other = incident(Signal.SILENCE, HOP - 100);
        NETWORKS.forEach(network -> take(other, mobile(BESIDE, network)));

        step(other);

        assertThat(incident.members).doesNotContainKey(fixed(BESIDE));
    }

    private void step(IncidentState... others) {
        var all = new ArrayList<>(List.of(others));
        all.add(incident);
        var life = new IncidentLife(new HopView(world.now()), new Excuses(), Thresholds.DEFAULT, all);
        life.step(incident);
        assertThat(incident.state).isEqualTo(Incident.State.OPEN);
    }

    private static IncidentState incident(Signal signal, long onset) {
        return new IncidentState("i" + onset, signal, 0, onset, Onset.SHORT_RAMP_MILLIS);
    }

    private static IncidentState take(IncidentState incident, Cell cell) {
        incident.add(cell, Areas.of(cell.place()), incident.onset, HOP);
        return incident;
    }
}
