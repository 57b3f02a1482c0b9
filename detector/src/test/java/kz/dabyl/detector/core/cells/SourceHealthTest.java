package kz.dabyl.detector.core.cells;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import kz.dabyl.model.HopSummary;
import org.junit.jupiter.api.Test;

class SourceHealthTest {

    private static final long GRACE = 60_000 / HopSummary.HOP_MILLIS;

    private final SourceHealth health = new SourceHealth();

    @Test
    void hearsThroughACollectorThatTicks() {
        update(HOP, false);

        assertThat(health.deaf("c1", HOP)).isFalse();
    }

    @Test
    void isDeafThroughABlindCollectorAndThroughNoOther() {
        update(HOP, true);

        assertThat(health.deaf("c1", HOP)).isTrue();
        assertThat(health.deaf("c2", HOP)).isFalse();
    }

    @Test
    void isDeafThroughACollectorOfWhichNothingIsKnownAnyMore() {
        assertThat(health.deaf("gone", HOP)).as("before any has ticked").isFalse();

        update(HOP, false);

        assertThat(health.deaf("gone", HOP)).isTrue();
        assertThat(health.excuses("gone", 7, HOP - 10_000)).isTrue();
    }

    @Test
    void staysDeafForAMinuteAfterBlindness() {
        update(HOP, true);

        update(HOP + GRACE, false);
        assertThat(health.deaf("c1", HOP + GRACE)).isTrue();

        update(HOP + GRACE + 1, false);
        assertThat(health.deaf("c1", HOP + GRACE + 1)).isFalse();
    }

    @Test
    void isDeafThroughACollectorThatSeemsToFailThoughItTicks() {
        update(HOP, false);
        health.suspect(Set.of("c1"), Set.of());

        assertThat(health.deaf("c1", HOP)).isTrue();

        update(HOP + SourceHealth.SUSPICION_HOPS + 1, false);
        assertThat(health.deaf("c1", HOP + SourceHealth.SUSPICION_HOPS + 1)).isFalse();
    }

    @Test
    void excusesNobodyOnceNothingWasHeldAgainstHisVersionForAMinute() {
        update(HOP, false);
        health.suspect(Set.of(), Set.of("7"));

        update(HOP + GRACE, false);
        assertThat(health.excuses("c1", 7, HOP)).isTrue();

        update(HOP + GRACE + 1, false);
        assertThat(health.excuses("c1", 7, HOP)).isFalse();
    }

    private void update(long hop, boolean blind) {
        var clock = new HopSummary.CollectorClock("c1", HopSummary.startOf(hop), blind);
        var other = new HopSummary.CollectorClock("c2", HopSummary.startOf(hop), false);
        health.update(hop, List.of(new HopSummary(0, 1, hop, List.of(clock, other), List.of())));
    }
}
