package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of phones where fixed lines have lost their current. */
class MastsTest {

    private static final long POWER = 1500;
    private static final long BACK = POWER + 3600;
    private static final Map<String, Long> BATTERIES = Map.of("401-01", 400L, "401-02", 1100L, "401-77", 1900L);
    private static final long CUT = POWER + 1500;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isOneOutageThatBeganWithTheLinesWhereMastsDieOneAfterTheOther(long seed) {
        var revisions = DetectionTest.detect(TestCity.ofThreePlaces(seed, 8)
                .onBatteries()
                .cut(MastsTest::fellByPower)
                .log(BACK + 400));

        assertThat(revisions).extracting(Incident::kind).isNotEmpty().containsOnly(IncidentKind.OUTAGE);
        assertThat(revisions.stream().map(Incident::id).distinct()).hasSize(1);
        var last = revisions.get(revisions.size() - 1);
        assertThat(last.networks()).containsExactly("401-01", "401-02", "401-77", "AS9198");
        assertThat(last.places()).containsExactly(TestCity.WEST);
        assertThat(last.state()).isEqualTo(Incident.State.CLOSED);
        assertThat((last.started() - TestCity.START) / 1000).isBetween(POWER - 60, POWER + 60);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isAShutdownOfItsOwnWhereACutTakesMoreAtOnce(long seed) {
        var revisions = DetectionTest.detect(TestCity.ofThreePlaces(seed, 8)
                .onBatteries()
                .cut(MastsTest::fellByPower)
                .cut(m -> phoneInAlmaty(m) && m.within(CUT, CUT + 1200))
                .log(CUT + 1500));

        var cut = revisions.stream()
                .filter(revision -> revision.kind() == IncidentKind.SHUTDOWN)
                .toList();
        assertThat(cut).isNotEmpty();
        assertThat((cut.get(0).detected() - TestCity.START) / 1000).isBetween(CUT, CUT + 60);
        assertThat(cut)
                .allSatisfy(revision ->
                        assertThat((revision.started() - TestCity.START) / 1000).isBetween(CUT - 30, CUT + 30));
        assertThat(cut.get(cut.size() - 1).state()).isEqualTo(Incident.State.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isAShutdownWhereAllNetworksFallAtOnceThoughThereIsNoCurrent(long seed) {
        var revisions = DetectionTest.detect(TestCity.ofThreePlaces(seed, 8)
                .onBatteries()
                .cut(MastsTest::lineWithoutCurrent)
                .cut(m -> phoneInAlmaty(m) && inTheWest(m) && m.within(CUT, CUT + 900))
                .log(CUT + 600));

        assertThat(revisions.get(revisions.size() - 1).kind()).isEqualTo(IncidentKind.SHUTDOWN);
        assertThat(revisions.get(revisions.size() - 1).access()).containsExactly(Access.MOBILE);
    }

    @Test
    void areForgottenOnceALineIsBack() {
        var line = TestWorld.fixed(TestCity.WEST);
        var test = new TestWorld().with(line, TestWorld.probes(3, 200));
        test.now().unlit.add(line, TestWorld.HOP - 200);
        test.world.unlit.look(test.world);
        assertThat(test.world.unlit.holds(line)).isTrue();

        test.with(line, TestWorld.probes(1, -6)).at(TestWorld.HOP + 6).unlit.look(test.world);

        assertThat(test.world.unlit.isEmpty()).isTrue();
    }

    @Test
    void areKnownToAFoldThatGoesOnAndVeiledWhereTheirPlaceIs() {
        var line = TestWorld.fixed(TestCity.WEST);
        var fold = new IncidentFold(Thresholds.DEFAULT, List.of());
        fold.world.unlit.add(line, TestWorld.HOP);
        var other = TestWorld.fixed(TestCity.CENTRE);
        var veil = Veil.of(Map.of(line, other), Set.of(), List.of(), List.of(), 0, 0);

        var rules = new Rules(Thresholds.DEFAULT, List.of());
        var same = IncidentFoldCodec.decode(IncidentFoldCodec.encode(fold), rules);
        var veiled = IncidentFoldCodec.decode(IncidentFoldCodec.encode(fold, veil), rules);

        assertThat(same.world.unlit.holds(line)).isTrue();
        assertThat(veiled.world.unlit.holds(line)).isFalse();
        assertThat(veiled.world.unlit.holds(other)).isTrue();
    }

    private static boolean fellByPower(TestCity.Moment moment) {
        var cell = moment.probe().cell();
        return lineWithoutCurrent(moment)
                || (cell.access() == Access.MOBILE
                        && inTheWest(moment)
                        && moment.within(POWER + BATTERIES.getOrDefault(cell.network(), 0L), BACK));
    }

    /** Line after line, over two minutes. */
    private static boolean lineWithoutCurrent(TestCity.Moment moment) {
        var ragged = Math.floorMod(moment.probe().name().hashCode() * 31, 120);
        return moment.probe().cell().access() == Access.FIXED
                && inTheWest(moment)
                && moment.within(POWER + ragged, BACK);
    }

    private static boolean inTheWest(TestCity.Moment moment) {
        return moment.probe().cell().place().equals(TestCity.WEST);
    }

    private static boolean phoneInAlmaty(TestCity.Moment moment) {
        var cell = moment.probe().cell();
        return cell.access() == Access.MOBILE && !cell.place().equals(TestCity.ASTANA);
    }
}
