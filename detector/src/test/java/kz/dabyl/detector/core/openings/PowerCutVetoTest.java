package kz.dabyl.detector.core.openings;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.fixed;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.incidents.Excuse;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Places;
import org.junit.jupiter.api.Test;

class PowerCutVetoTest {

    private static final Cell LINES = fixed(TestCity.CENTRE);
    private static final Cell PHONES = mobile(TestCity.CENTRE, "401-01");
    private static final Cell OTHER_PHONES = mobile(TestCity.CENTRE, "401-02");
    private static final long ONSET = HOP - 40;
    private static final Scope LOST = new Scope(ONSET, 60_000, 20, 20, 6, List.of(LINES));

    private final Excuses excuses = new Excuses();

    @Test
    void explainsLinesThatFellOneStreetAfterTheOtherWhilePhonesLive() {
        var world = streetByStreet().with(PHONES, probes(10, 3)).now();

        assertThat(explains(LOST, world)).isTrue();
    }

    @Test
    void doesNotExplainLinesThatFellAtOneStroke() {
        var world = atOneStroke().with(PHONES, probes(10, 3)).now();

        assertThat(explains(LOST, world)).isFalse();
    }

    @Test
    void isNotMisledByLinesElsewhereThatLoseAReport() {
        var world = atOneStroke().with(PHONES, probes(10, 3));
        for (var i = 0; i < 8; i++) {
            world.with(fixed(TestCity.WEST), probes(3, 2)).with(fixed(TestCity.WEST), probes(1, 8 + 3 * i));
        }

        assertThat(explains(LOST, world.now())).isFalse();
    }

    @Test
    void explainsAStrokeThatTookWhatHangsOnTheMainsToo() {
        var world = atOneStroke()
                .with(PHONES, probes(10, 3))
                .with(PHONES, onTheMains(3, 42))
                .now();

        assertThat(explains(LOST, world)).isTrue();
    }

    @Test
    void doesNotExplainAStrokeThatWhatHangsOnTheMainsSurvives() {
        var world = atOneStroke()
                .with(PHONES, probes(10, 3))
                .with(PHONES, onTheMains(3, 2))
                .now();

        assertThat(explains(LOST, world)).isFalse();
    }

    @Test
    void doesNotExplainWhatNoPhoneIsThereToTellOf() {
        var world = streetByStreet().now();

        assertThat(explains(LOST, world)).isFalse();
    }

    @Test
    void doesNotExplainPhonesAway() {
        var world = streetByStreet().with(PHONES, probes(10, 3)).now();

        assertThat(explains(new Scope(ONSET, 60_000, 20, 20, 6, List.of(PHONES, LINES)), world))
                .isFalse();
    }

    @Test
    void explainsModemsThatFellBesidePhonesThatLive() {
        var world = new TestWorld()
                .with(PHONES, onBatteries(4, 3))
                .with(PHONES, onTheMains(5, 42))
                .with(PHONES, onTheMains(3, 50))
                .now();

        assertThat(explains(lost(PHONES), world)).isTrue();
    }

    @Test
    void doesNotExplainModemsThatFellWithThePhonesBesideThem() {
        var world = new TestWorld()
                .with(PHONES, onBatteries(4, 42))
                .with(PHONES, onTheMains(8, 42))
                .now();

        assertThat(explains(lost(PHONES), world)).isFalse();
    }

    @Test
    void doesNotExplainOneNetworkBesideOthersThatLive() {
        var world = new TestWorld()
                .with(PHONES, onBatteries(2, 42))
                .with(PHONES, onTheMains(4, 42))
                .with(OTHER_PHONES, onBatteries(8, 3))
                .with(OTHER_PHONES, onTheMains(4, 3))
                .now();

        assertThat(explains(lost(PHONES), world)).isFalse();
    }

    @Test
    void findsThePhonesInTheHexagonsOfLinesThatNameTheirPlaceMoreRoughly() {
        var around = Places.parent(TestCity.CENTRE, 6);
        var region = "KZ-75";

        for (var place : List.of(around, region)) {
            var world = streetByStreet(fixed(place)).with(PHONES, probes(10, 3)).now();

            assertThat(explains(lost(fixed(place)), world)).as(place).isTrue();
        }
    }

    @Test
    void explainsAllLinesOfSeveralNetworksThatFellAtOneStrokeWhilePhonesLive() {
        var other = new Cell(TestCity.CENTRE, "AS21299", Access.FIXED);
        var both = atOneStroke().with(other, probes(4, 41)).with(PHONES, probes(10, 3));
        var third = atOneStroke()
                .with(other, probes(4, 41))
                .with(PHONES, probes(10, 3))
                .with(new Cell(TestCity.CENTRE, "AS29355", Access.FIXED), probes(4, 3));

        assertThat(explains(lost(LINES, other), both.now())).isTrue();
        assertThat(explains(lost(LINES, other), third.now()))
                .as("beside lines that live")
                .isFalse();
    }

    @Test
    void doesNotExplainLinesOfSeveralNetworksThatFellWithThePhones() {
        var other = new Cell(TestCity.CENTRE, "AS21299", Access.FIXED);
        var world = atOneStroke().with(other, probes(4, 41)).with(PHONES, probes(10, 38));

        assertThat(explains(lost(LINES, other), world.now())).isFalse();
    }

    @Test
    void knowsItAgainWhenThoseThatFellFirstAreForgotten() {
        var early = streetByStreet().with(PHONES, probes(10, 3)).now();
        excuses.note(PowerCutVeto.explains(LOST, early, excuses).seen());
        var late = atOneStroke().with(PHONES, probes(10, 3)).now();

        assertThat(explains(LOST, late)).isTrue();
    }

    @Test
    void takesWhatIsLeftForNoStrokeOnceThoseThatFellFirstMayBeForgotten() {
        var world = new TestWorld().with(PHONES, probes(10, 3));
        for (var ago = 230; ago <= 240; ago += 2) {
            world.with(LINES, probes(2, ago));
        }
        world.now();

        assertThat(explains(new Scope(HOP - 230, 60_000, 20, 20, 6, List.of(LINES)), world.world()))
                .isTrue();
    }

    @Test
    void isNoExcuseForWhatFallsLater() {
        var before = streetByStreet().with(PHONES, probes(10, 3)).now();
        PowerCutVeto.explains(LOST, before, excuses).seen().keySet().forEach(excuse -> excuses.note(excuse, ONSET - 1));
        var after = atOneStroke().with(PHONES, probes(10, 3)).now();

        assertThat(explains(LOST, after)).isFalse();
    }

    @Test
    void writesNothingDownItself() {
        var veto = PowerCutVeto.explains(
                LOST, streetByStreet().with(PHONES, probes(10, 3)).now(), excuses);

        assertThat(veto.seen()).containsExactly(entry(new Excuse.WithoutMains(LINES), HOP));
        assertThat(excuses.lastSeen(new Excuse.WithoutMains(LINES))).isEqualTo(Excuses.NEVER);
    }

    private boolean explains(Scope scope, World world) {
        return PowerCutVeto.explains(scope, world, excuses).holds();
    }

    private static Scope lost(Cell... cells) {
        return new Scope(ONSET, 60_000, 20, 20, 6, List.of(cells));
    }

    private static TestWorld streetByStreet() {
        return streetByStreet(LINES);
    }

    private static TestWorld streetByStreet(Cell lines) {
        var world = new TestWorld();
        for (var ago = 40; ago <= 76; ago += 4) {
            world.with(lines, probes(1, ago));
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

    private static CellSummary.Cohort onBatteries(int count, long hopsAgo) {
        return probes(count, hopsAgo);
    }

    private static CellSummary.Cohort onTheMains(int count, long hopsAgo) {
        return new CellSummary.Cohort(HOP - hopsAgo, 30, 1, 2, 0, 0, count, 100 * count, false, false, true);
    }
}
