package kz.dabyl.detector.core.cells;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import org.junit.jupiter.api.Test;

class PresenceOfSourcesTest {

    private static final long MINUTE = TestSources.MINUTE;
    private static final long DAY = 1440 * MINUTE;

    @Test
    void keepsItsPromisesWhileItSpeaksAsUsual() {
        var presence = presence(10, 5);

        assertThat(presence.sources()).isTrue();
        assertThat(presence.keepsPromises()).isTrue();
        assertThat(presence.lastHeard()).isEqualTo(HOP - 5 * MINUTE);
        assertThat(presence.credible()).isEqualTo(TestSources.KNOWN);
    }

    @Test
    void breaksThemWhenAGapIsWorthThreeNats() {
        var presence = presence(10, 65);

        assertThat(presence.broken()).isEqualTo(2);
        assertThat(presence.weight() * presence.evidence()).isCloseTo(6.5, within(0.2));
    }

    @Test
    void weighsAsOneProbeWhereItSpeaksEachTenMinutesAndNeverMoreThanThree() {
        assertThat(presence(10, 1).weight()).isCloseTo(1, within(0.05));
        assertThat(presence(20, 1).weight()).isCloseTo(0.5, within(0.05));
        assertThat(presence(1, 1).weight()).isEqualTo(3);
    }

    @Test
    void weighsTheSameAtHoursInWhichItSpeaksSeldom() {
        var cadence = new Cadence();
        for (var hop = HOP - 4 * DAY; hop <= HOP; hop++) {
            var busy = Math.floorMod(hop, DAY) < DAY / 2;
            var heard = hop % ((busy ? 8 : 40) * MINUTE) == 0 ? 1 : 0;
            cadence.take(hop, new CellSummary.Sources(heard, TestSources.KNOWN), false);
        }

        var now = Presence.ofSources(cadence, "c1", HOP, false);
        var halfADayLater = Presence.ofSources(cadence, "c1", HOP + DAY / 2, false);

        assertThat(cadence.rate(HOP) / cadence.rate(HOP + DAY / 2)).isNotCloseTo(1, within(0.5));
        assertThat(now.weight()).isEqualTo(halfADayLater.weight());
    }

    @Test
    void gainsSinceATimeWhatItsSilenceIsWorthFromThenOn() {
        var presence = presence(10, 60);
        var halfAnHourAgo = HopSummary.startOf(HOP + 1) - 30 * 60_000;

        var gain = presence.weight() * presence.gainSince(halfAnHourAgo, 0);

        assertThat(gain).isCloseTo(presence.weight() * presence.evidence() / 2, within(0.1));
    }

    @Test
    void hadBrokenNothingWhenItWasLastHeard() {
        var presence = presence(10, 60);

        assertThat(presence.brokenAt(HopSummary.startOf(presence.lastHeard() + 1)))
                .isZero();
        assertThat(presence.brokenAt(HopSummary.startOf(HOP + 1))).isEqualTo(2);
    }

    @Test
    void meansNothingThroughADeafCollector() {
        var cadence = cadence(10, 60);

        assertThat(Presence.ofSources(cadence, "c1", HOP, true).blind()).isTrue();
        assertThat(Presence.ofSources(cadence, "c1", HOP, false).blind()).isFalse();
    }

    private static Presence presence(int everyMinutes, int silentMinutes) {
        return Presence.ofSources(cadence(everyMinutes, silentMinutes), "c1", HOP, false);
    }

    /** Two days of a report each so many minutes, and then none. */
    private static Cadence cadence(int everyMinutes, int silentMinutes) {
        var cadence = new Cadence();
        var last = HOP - silentMinutes * MINUTE;
        for (var hop = HOP - 2 * DAY; hop <= HOP; hop++) {
            var heard = hop <= last && (last - hop) % (everyMinutes * MINUTE) == 0 ? 1 : 0;
            cadence.take(hop, new CellSummary.Sources(heard, TestSources.KNOWN), false);
        }
        return cadence;
    }
}
