package kz.dabyl.detector.core.cells;

import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.CellSummary;
import org.junit.jupiter.api.Test;

class RestartLogTest {

    private static final long ONSET = 1_000;

    private final RestartLog restarts = new RestartLog();

    @Test
    void countsThoseWhoWereAwayTogether() {
        back(ONSET + 9, ONSET - 2, 2);
        back(ONSET + 12, ONSET + 3, 1);

        assertThat(restarts.since(ONSET)).isEqualTo(3);
    }

    @Test
    void countsAProbeOnceThatStartsAgainAndAgain() {
        for (var hop = ONSET - 20; hop < ONSET + 20; hop += 4) {
            back(hop + 4, hop, 1);
        }

        assertThat(restarts.since(ONSET)).isEqualTo(1);
    }

    @Test
    void doesNotCountThoseWhoWereAwayAtAnotherTime() {
        back(ONSET + 60, ONSET + 50, 4);

        assertThat(restarts.since(ONSET)).isZero();
    }

    @Test
    void countsThoseWhoWereBackBefore() {
        back(ONSET - 1, ONSET - 12, 3);
        back(ONSET + 4, ONSET - 11, 2);

        assertThat(restarts.backBy(ONSET)).isEqualTo(3);
    }

    private void back(long hop, long lastHeard, int probes) {
        restarts.add(hop, List.of(summary(new CellSummary.Return(lastHeard, probes, probes))));
    }

    private static CellSummary summary(CellSummary.Return back) {
        return new CellSummary(
                mobile(TestCity.CENTRE, "401-01"),
                "c1",
                0,
                0,
                CellSummary.Sources.NONE,
                List.of(),
                List.of(back),
                List.of(),
                List.of());
    }
}
