package kz.dabyl.simulator.event;

import static kz.dabyl.simulator.event.Samples.ELSEWHERE;
import static kz.dabyl.simulator.event.Samples.FIXED;
import static kz.dabyl.simulator.event.Samples.MOBILE;
import static kz.dabyl.simulator.event.Samples.at;
import static kz.dabyl.simulator.event.Samples.occurrence;
import static kz.dabyl.simulator.event.Samples.phone;
import static kz.dabyl.simulator.event.Samples.probe;
import static kz.dabyl.simulator.event.Samples.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import org.junit.jupiter.api.Test;

class FleetEventsTest {

    @Test
    void aFleetRestartStopsEveryProbeOfItsScopeForAWhile() {
        var restart = new FleetRestart(occurrence(), 20_000, 60_000);

        assertThat(List.of(1, 2, 3, 4, 5)).allSatisfy(number -> {
            var span = restart.downtime(phone(number));
            assertThat(span.start()).isBetween(100_000L, 120_000L);
            assertThat(span.end() - span.start()).isBetween(30_000L, 90_000L);
        });
        assertThat(restart.downtime(probe(ProbeKind.PHONE, ELSEWHERE, 1))).isEqualTo(Span.NEVER);
    }

    @Test
    void aReleaseReplacesOneVersionByTheNext() {
        var release = new SoftwareRelease(occurrence(), "dabyl-probe/1", "dabyl-probe/2", 10_000, 60_000);
        var others = new SoftwareRelease(occurrence(), "dabyl-probe/0", "dabyl-probe/1", 10_000, 60_000);
        var back = release.downtime(phone(1)).end();

        assertThat(release.software(phone(1), back - 1, "dabyl-probe/1")).isEqualTo("dabyl-probe/1");
        assertThat(release.software(phone(1), back, "dabyl-probe/1")).isEqualTo("dabyl-probe/2");
        assertThat(others.downtime(phone(1))).isEqualTo(Span.NEVER);
        assertThat(others.software(phone(1), back, "dabyl-probe/1")).isEqualTo("dabyl-probe/1");
    }

    @Test
    void aMovementTakesItsShareOfThePhonesThereAndBack() {
        var movement = new Movement(occurrence(), List.of(ELSEWHERE.place()), 0.3, 20_000);

        assertThat(share(120, m -> movement.cell(m.probe(), m.time(), MOBILE).equals(ELSEWHERE)))
                .isCloseTo(0.3, within(0.05));
        assertThat(share(110, m -> movement.cell(m.probe(), m.time(), MOBILE).equals(ELSEWHERE)))
                .isCloseTo(0.15, within(0.05));
        assertThat(share(220, m -> movement.cell(m.probe(), m.time(), MOBILE).equals(MOBILE)))
                .isEqualTo(1);
        assertThat(movement.cell(probe(ProbeKind.MODEM, MOBILE, 1), 150_000, MOBILE))
                .isEqualTo(MOBILE);
    }

    @Test
    void wifiTakesPhonesIntoTheFixedNetworkOfTheirPlace() {
        var refuge = new WifiRefuge(occurrence(), "AS9198", 0.4, 0);
        var fixed = new Cell(MOBILE.place(), "AS9198", Access.FIXED);

        assertThat(share(150, m -> refuge.cell(m.probe(), m.time(), MOBILE).equals(fixed)))
                .isCloseTo(0.4, within(0.05));
        assertThat(refuge.cell(phone(1), 200_000, MOBILE)).isEqualTo(MOBILE);
    }

    @Test
    void clocksOfItsShareStepAndStepBack() {
        var skew = new ClockSkew(occurrence(), 0.5, 3_600_000, 1000);

        assertThat(share(150, m -> skew.clockError(m.probe(), m.time()) != 0)).isCloseTo(0.5, within(0.05));
        assertThat(share(150, m -> Math.abs(skew.clockError(m.probe(), m.time()) - 3_600_000) <= 1000))
                .isCloseTo(0.5, within(0.05));
        assertThat(share(200, m -> skew.clockError(m.probe(), m.time()) != 0)).isZero();
    }

    @Test
    void aDeadCollectorTakesNothingAndDoesNotTick() {
        var dead = new CollectorFailure(occurrence(), Set.of("c1"), false);
        var cutOff = new CollectorFailure(occurrence(), Set.of("c1"), true);

        assertThat(dead.reachesCollector(at(150, MOBILE, 1))).isFalse();
        assertThat(dead.reachesCollector(at(200, MOBILE, 1))).isTrue();
        assertThat(dead.ticks("c1", 150_000)).isFalse();
        assertThat(dead.ticks("c2", 150_000)).isTrue();
        assertThat(cutOff.ticks("c1", 150_000)).isTrue();
    }

    @Test
    void anUnreachableCollectorIsReachedFromElsewhere() {
        var unreachable = new CollectorUnreachable(occurrence());

        assertThat(unreachable.reachesCollector(at(150, MOBILE, 1))).isFalse();
        assertThat(unreachable.reachesCollector(at(150, ELSEWHERE, 1))).isTrue();
        assertThat(unreachable.connects(at(150, MOBILE, 1))).isTrue();
    }

    @Test
    void aSleepWaveMakesPhonesOfItsScopeSleepier() {
        var wave = new SleepWave(occurrence(), 5);

        assertThat(wave.sleepiness(at(150, MOBILE, 1))).isEqualTo(5);
        assertThat(wave.sleepiness(at(150, ELSEWHERE, 1))).isEqualTo(1);
        assertThat(wave.sleepiness(at(50, FIXED, 1))).isEqualTo(1);
    }
}
