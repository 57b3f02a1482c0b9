package kz.dabyl.detector.core.incidents;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.newcomers;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import org.junit.jupiter.api.Test;

class MemberTest {

    private static final Cell CELL = mobile(TestCity.CENTRE, "401-01");

    private final Member member = new Member(CELL, HOP - 10, HOP);

    @Test
    void remembersWhoWasThereAndWhoFellSilent() {
        member.update(view(probes(8, 10), probes(2, 1)), HOP, 0);

        assertThat(member.beforeWeight()).isEqualTo(10);
        assertThat(member.silentWeight()).isEqualTo(8);
        assertThat(member.silentProbes()).isEqualTo(8);
        assertThat(member.aliveWeight()).isEqualTo(2);
        assertThat(member.back(0)).isFalse();
    }

    @Test
    void countsAsSilentWhoseLastWordsCameAfterThoseOfTheFirst() {
        var late = new Member(CELL, HOP - 12, HOP);

        late.update(view(probes(6, 12), probes(3, 10), probes(1, 1)), HOP, 0);

        assertThat(late.silentWeight()).isEqualTo(9);
        assertThat(late.silentProbes()).isEqualTo(9);
    }

    @Test
    void countsNobodyAsSilentWhoBreaksPromisesLongAfterTheOthers() {
        member.update(view(probes(8, 10), probes(4, 1)), HOP, 0);

        member.update(view(probes(8, 10), probes(4, 9)), HOP + 181, 0);

        assertThat(member.silentWeight()).isEqualTo(8);
    }

    @Test
    void doesNotCountNewcomersAsHeardWhoWereNotThereBefore() {
        member.update(view(probes(8, 10), newcomers(1, 10)), HOP, 0);

        member.update(view(probes(8, 10), newcomers(7, 1)), HOP + 30, 0);

        assertThat(member.beforeWeight()).isGreaterThan(8);
        assertThat(member.heardWeight()).isLessThanOrEqualTo(member.beforeWeight() - 8);
        assertThat(member.back(0)).isFalse();
    }

    @Test
    void remembersThemWhenNobodyIsLeftToSpeak() {
        member.update(view(probes(8, 10)), HOP, 0);

        member.update(null, HOP + 1000, 0);

        assertThat(member.beforeWeight()).isEqualTo(8);
        assertThat(member.aliveWeight()).isZero();
    }

    @Test
    void doesNotWaitForThoseWhoAreHeardElsewhere() {
        member.update(view(probes(8, 10)), HOP, 0);

        member.update(view(probes(5, 10)), HOP + 30, 0);

        assertThat(member.beforeWeight()).isEqualTo(5);
        assertThat(member.silentWeight()).isEqualTo(5);
        assertThat(member.silentProbes()).isEqualTo(8);
    }

    @Test
    void waitsForHalfOfThemThoughAllAreHeardElsewhere() {
        member.update(view(probes(8, 10)), HOP, 0);

        member.update(view(probes(1, 10)), HOP + 30, 0);

        assertThat(member.silentWeight()).isEqualTo(4);
        assertThat(member.back(0)).isFalse();
    }

    @Test
    void isRestoredWhenHalfHaveBeenBackForHalfAMinute() {
        member.update(view(probes(8, 10)), HOP, 0);
        var back = view(probes(4, 10), probes(4, 0));

        for (var hop = 1; hop <= 5; hop++) {
            member.update(back, HOP + hop, 0);
        }
        assertThat(member.back(0)).isTrue();
        assertThat(member.restored()).isFalse();
        member.update(back, HOP + 6, 0);
        assertThat(member.restored()).isTrue();
    }

    @Test
    void isNotRestoredByALeak() {
        member.update(view(probes(8, 10)), HOP, 0);

        for (var hop = 1; hop <= 60; hop++) {
            member.update(view(probes(4, 10), probes(4, 0)), HOP + hop, 0.3);
        }

        assertThat(member.restored()).isFalse();
    }

    @Test
    void isNoLongerRestoredWhenTheyFallSilentAgain() {
        member.update(view(probes(8, 10)), HOP, 0);
        for (var hop = 1; hop <= 6; hop++) {
            member.update(view(probes(8, 0)), HOP + hop, 0);
        }

        member.update(view(probes(8, 10)), HOP + 7, 0);

        assertThat(member.restored()).isFalse();
    }

    @Test
    void countsNobodyAsBackWhoWasHeardBeforeTheOnsetOnly() {
        member.update(view(probes(8, 10), probes(3, 12)), HOP, 0);

        assertThat(member.aliveWeight()).isZero();
    }

    private static CellView view(CellSummary.Cohort... cohorts) {
        var world = new TestWorld().with(CELL, cohorts);
        world.now();
        return world.view(CELL);
    }
}
