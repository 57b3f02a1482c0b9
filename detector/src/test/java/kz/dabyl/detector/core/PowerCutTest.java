package kz.dabyl.detector.core;

import static kz.dabyl.detector.core.TestWorld.HOP;
import static kz.dabyl.detector.core.TestWorld.fixed;
import static kz.dabyl.detector.core.TestWorld.mobile;
import static kz.dabyl.detector.core.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import org.junit.jupiter.api.Test;

class PowerCutTest {

    private static final Cell LINES = fixed(TestCity.CENTRE);
    private static final Cell PHONES = mobile(TestCity.CENTRE, "401-01");
    private static final long ONSET = HOP - 40;
    private static final Scope LOST = new Scope(ONSET, 60_000, 20, 20, 6, List.of(LINES));

    @Test
    void explainsLinesThatFellOneStreetAfterTheOtherWhilePhonesLive() {
        var world = streetByStreet().with(PHONES, probes(10, 3)).now();

        assertThat(PowerCut.explains(LOST, world)).isTrue();
    }

    @Test
    void doesNotExplainLinesThatFellAtOneStroke() {
        var world = atOneStroke().with(PHONES, probes(10, 3)).now();

        assertThat(PowerCut.explains(LOST, world)).isFalse();
    }

    @Test
    void isNotMisledByLinesElsewhereThatLoseAReport() {
        var world = atOneStroke().with(PHONES, probes(10, 3));
        for (var i = 0; i < 8; i++) {
            world.with(fixed(TestCity.WEST), probes(3, 2)).with(fixed(TestCity.WEST), probes(1, 8 + 3 * i));
        }

        assertThat(PowerCut.explains(LOST, world.now())).isFalse();
    }

    @Test
    void explainsAStrokeThatTookWhatHangsOnTheMainsToo() {
        var world = atOneStroke()
                .with(PHONES, probes(10, 3))
                .with(PHONES, onTheMains(3, 42))
                .now();

        assertThat(PowerCut.explains(LOST, world)).isTrue();
    }

    @Test
    void doesNotExplainAStrokeThatWhatHangsOnTheMainsSurvives() {
        var world = atOneStroke()
                .with(PHONES, probes(10, 3))
                .with(PHONES, onTheMains(3, 2))
                .now();

        assertThat(PowerCut.explains(LOST, world)).isFalse();
    }

    @Test
    void doesNotExplainWhatNoPhoneIsThereToTellOf() {
        var world = streetByStreet().now();

        assertThat(PowerCut.explains(LOST, world)).isFalse();
    }

    @Test
    void doesNotExplainPhonesAway() {
        var world = streetByStreet().with(PHONES, probes(10, 3)).now();

        assertThat(PowerCut.explains(new Scope(ONSET, 60_000, 20, 20, 6, List.of(PHONES, LINES)), world))
                .isFalse();
    }

    @Test
    void knowsItAgainWhenThoseThatFellFirstAreForgotten() {
        var early = streetByStreet().with(PHONES, probes(10, 3)).now();
        PowerCut.explains(LOST, early);
        var late = atOneStroke().with(PHONES, probes(10, 3)).now();
        late.excuses.putAll(early.excuses);

        assertThat(PowerCut.explains(LOST, late)).isTrue();
    }

    @Test
    void isNoExcuseForWhatFallsLater() {
        var before = streetByStreet().with(PHONES, probes(10, 3)).now();
        PowerCut.explains(LOST, before);
        var after = atOneStroke().with(PHONES, probes(10, 3)).now();
        after.excuses.putAll(before.excuses);

        after.excuses.replaceAll((cell, when) -> ONSET - 1);

        assertThat(PowerCut.explains(LOST, after)).isFalse();
    }

    private static TestWorld streetByStreet() {
        var world = new TestWorld();
        for (var ago = 40; ago <= 76; ago += 4) {
            world.with(LINES, probes(1, ago));
        }
        return world;
    }

    private static TestWorld atOneStroke() {
        var world = new TestWorld();
        for (var ago = 40; ago <= 45; ago++) {
            world.with(LINES, probes(2, ago));
        }
        return world;
    }

    private static CellSummary.Cohort onTheMains(int count, long hopsAgo) {
        return new CellSummary.Cohort(HOP - hopsAgo, 30, 1, 2, 0, 0, count, 100 * count, false, false, true);
    }
}
