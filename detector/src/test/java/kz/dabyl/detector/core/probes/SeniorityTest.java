package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeniorityTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    @Test
    void ofAFounderGrowsWithEachPromise() {
        var seniority = new Seniority(0, true);
        keep(seniority, 7);

        assertThat(seniority.percent(4 * MINUTE)).isEqualTo(35);
        assertThat(seniority.newcomer(4 * MINUTE)).isFalse();
    }

    @Test
    void ofAStrangerProvesNothingForAWeek() {
        var seniority = new Seniority(0, false);
        keep(seniority, 5000);

        assertThat(seniority.percent(48 * HOUR)).isEqualTo(100);
        assertThat(seniority.newcomer(167 * HOUR)).isTrue();
        assertThat(seniority.newcomer(168 * HOUR)).isFalse();
    }

    @Test
    void ofWhomSomebodyVouchesForIsFullAfterAnHourInWhichTwentyPromisesWereKept() {
        var seniority = vouched(20);

        assertThat(seniority.percent(HOUR - 1)).isZero();
        assertThat(seniority.newcomer(HOUR - 1)).isTrue();
        assertThat(seniority.percent(HOUR)).isEqualTo(100);
        assertThat(seniority.newcomer(HOUR)).isFalse();
    }

    @Test
    void ofWhomSomebodyVouchesForIsThatOfAStrangerUntilItHasKeptItsPromises() {
        var seniority = vouched(19);

        assertThat(seniority.percent(2 * HOUR)).isLessThan(10);
        assertThat(seniority.newcomer(2 * HOUR)).isTrue();
    }

    @Test
    void isLookedAtAgainWhenTheHourIsOver() {
        var seniority = vouched(20);

        assertThat(seniority.nextChange(0)).isEqualTo(Seniority.hopReaching(HOUR));
        assertThat(seniority.nextChange(Seniority.hopReaching(HOUR))).isEqualTo(Seniority.NEVER);
    }

    private static Seniority vouched(int promises) {
        var seniority = new Seniority(0, false);
        seniority.vouch();
        keep(seniority, promises);
        return seniority;
    }

    private static void keep(Seniority seniority, int promises) {
        for (var i = 0; i < promises; i++) {
            seniority.keptPromise();
        }
    }
}
