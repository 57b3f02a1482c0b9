package kz.dabyl.detector.core.openings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two cities lose networks in the same minute. */
class OneCutTest {

    private static final long CUT = 1500;
    private static final long BACK = 2400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void isNotOneOfCitiesThatLoseDifferentNetworks(long seed) {
        var log = TestCity.ofThreePlaces(seed, 8)
                .cut(m -> lost(m, TestCity.CENTRE, "401-01", "401-02"))
                .cut(m -> lost(m, TestCity.ASTANA, "401-02", "401-77"))
                .log(BACK + 300);

        var incidents = last(TestCity.detect(log));

        assertThat(incidents).hasSize(2).allSatisfy(i -> {
            assertThat(i.kind()).isEqualTo(IncidentKind.SHUTDOWN);
            assertThat(i.networks())
                    .isEqualTo(
                            i.places().contains(TestCity.ASTANA)
                                    ? List.of("401-02", "401-77")
                                    : List.of("401-01", "401-02"));
            assertThat(i.detected()).isLessThan(TestCity.START + (CUT + 60) * 1000);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void isOneOfCitiesThatLoseTheSameNetworks(long seed) {
        var log = TestCity.ofThreePlaces(seed, 8)
                .cut(m -> lost(m, TestCity.CENTRE, "401-01", "401-02"))
                .cut(m -> lost(m, TestCity.ASTANA, "401-01", "401-02"))
                .log(BACK + 300);

        var incidents = last(TestCity.detect(log));

        assertThat(incidents)
                .singleElement()
                .satisfies(i -> assertThat(i.places()).containsExactlyInAnyOrder(TestCity.CENTRE, TestCity.ASTANA));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isOneOfCitiesThatFallSlowly(long seed) {
        var log = TestCity.ofThreePlaces(seed, 8)
                .cut(m -> !m.probe().cell().place().equals(TestCity.WEST) && m.within(CUT + ramp(m), BACK))
                .log(BACK + 300);

        var incidents = last(TestCity.detect(log));

        assertThat(incidents)
                .singleElement()
                .satisfies(i -> assertThat(i.places()).containsExactlyInAnyOrder(TestCity.CENTRE, TestCity.ASTANA));
    }

    private static int ramp(TestCity.Moment moment) {
        return Math.floorMod(moment.probe().name().hashCode() * 31, 240);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isNotOneWhereOneCityLosesItsFixedLinesToo(long seed) {
        var log = TestCity.ofThreePlaces(seed, 8)
                .cut(m -> m.probe().cell().place().equals(TestCity.CENTRE) && m.within(CUT, BACK))
                .cut(m -> lost(m, TestCity.ASTANA, "401-01", "401-02", "401-77"))
                .log(BACK + 300);

        var incidents = last(TestCity.detect(log));

        assertThat(incidents)
                .extracting(Incident::kind)
                .containsExactlyInAnyOrder(IncidentKind.OUTAGE, IncidentKind.SHUTDOWN);
    }

    @Test
    void waitsForEachNetworkThatFellAloneInItsCity() {
        var log = TestCity.ofThreePlaces(1, 8)
                .cut(m -> lost(m, TestCity.CENTRE, "401-01"))
                .cut(m -> lost(m, TestCity.ASTANA, "401-02"))
                .log(BACK + 300);

        var incidents = last(TestCity.detect(log));

        assertThat(incidents).hasSize(2).allSatisfy(i -> {
            assertThat(i.kind()).isEqualTo(IncidentKind.NETWORK_OUTAGE);
            assertThat(i.networks()).hasSize(1);
            assertThat(i.places()).hasSize(1);
        });
    }

    @Test
    void isOneForAsLongAsNothingIsKnownOfWhatIsNotLostInBoth() {
        var world = new TestWorld();
        for (var place : List.of(TestCity.CENTRE, TestCity.ASTANA)) {
            world.with(TestWorld.mobile(place, "401-01"), TestWorld.probes(5, 12));
        }
        world.with(TestWorld.mobile(TestCity.CENTRE, "401-02"), TestWorld.probes(5, 12));

        assertThat(ask(world)).isEqualTo(OneCut.Answer.SAME);
    }

    @Test
    void isKnownByWhoLivesWhereTheOthersFell() {
        var world = new TestWorld();
        for (var place : List.of(TestCity.CENTRE, TestCity.ASTANA)) {
            world.with(TestWorld.mobile(place, "401-01"), TestWorld.probes(5, 11));
        }
        world.with(TestWorld.mobile(TestCity.CENTRE, "401-02"), TestWorld.probes(5, 11));
        world.with(TestWorld.mobile(TestCity.ASTANA, "401-02"), TestWorld.probes(2, 1), TestWorld.probes(3, 6));
        var some = ask(world);
        world.with(TestWorld.mobile(TestCity.ASTANA, "401-02"), TestWorld.probes(3, 1));

        assertThat(some).isEqualTo(OneCut.Answer.PERHAPS);
        assertThat(ask(world)).isEqualTo(OneCut.Answer.APART);
    }

    @ParameterizedTest(name = "{0} s after it began, {1} live and {2} are silent: {3}")
    @CsvSource({
        "90, 20, 0, SAME",
        // By then four in ten would be known to be silent if it fell within five minutes.
        "270, 20, 0, APART",
        "270, 3, 0, SAME",
        "270, 12, 8, SAME",
    })
    void ofWhatFallsSlowlyIsKnownByHowManyLive(int seconds, int live, int silent, OneCut.Answer answer) {
        var hops = seconds / 5;
        var onset = TestWorld.HOP - hops;
        var centre = TestWorld.mobile(TestCity.CENTRE, "401-01");
        var astana = TestWorld.mobile(TestCity.ASTANA, "401-02");
        var other = TestWorld.mobile(TestCity.ASTANA, "401-01");
        var world = new TestWorld()
                .with(centre, TestWorld.probes(5, hops))
                .with(astana, TestWorld.probes(5, hops))
                .with(other, TestWorld.probes(live, 1));
        if (silent > 0) {
            world.with(other, TestWorld.probes(silent, 11));
        }

        var found = new OneCut(world.now(), new Excuses())
                .ask(
                        new OneCut.FallenCells(Set.of(centre), onset, true),
                        new OneCut.FallenCells(Set.of(astana), onset, false));

        assertThat(found).isEqualTo(answer);
    }

    @Test
    void asksNotOfCellsThatFellWithTheOther() {
        var onset = TestWorld.HOP - 20;
        var phones = TestWorld.mobile(TestCity.CENTRE, "401-01");
        var lines = TestWorld.fixed(TestCity.CENTRE);
        var fibre = TestWorld.fixed(TestCity.WEST);
        var world = new TestWorld()
                .with(phones, TestWorld.probes(9, 20))
                .with(lines, TestWorld.probes(3, 20))
                .with(fibre, TestWorld.probes(5, 20))
                .with(TestWorld.mobile(TestCity.WEST, "401-01"), TestWorld.probes(6, 1));

        var found = new OneCut(world.now(), new Excuses())
                .ask(
                        new OneCut.FallenCells(Set.of(phones), onset, false),
                        new OneCut.FallenCells(Set.of(lines, fibre), onset, false));

        assertThat(found).isEqualTo(OneCut.Answer.APART);
    }

    private static OneCut.Answer ask(TestWorld world) {
        var centre = Set.of(TestWorld.mobile(TestCity.CENTRE, "401-01"), TestWorld.mobile(TestCity.CENTRE, "401-02"));
        var astana = Set.of(TestWorld.mobile(TestCity.ASTANA, "401-01"));
        var onset = TestWorld.HOP - 11;
        return new OneCut(world.now(), new Excuses())
                .ask(new OneCut.FallenCells(centre, onset, false), new OneCut.FallenCells(astana, onset, false));
    }

    private static boolean lost(TestCity.Moment moment, String place, String... networks) {
        var cell = moment.probe().cell();
        return cell.place().equals(place)
                && cell.access() == Access.MOBILE
                && List.of(networks).contains(cell.network())
                && moment.within(CUT, BACK);
    }

    /** The last revision of each. */
    private static List<Incident> last(List<Incident> revisions) {
        var ids = revisions.stream().map(Incident::id).collect(Collectors.toCollection(TreeSet::new));
        return ids.stream()
                .map(id -> revisions.stream()
                        .filter(r -> r.id().equals(id))
                        .reduce((a, b) -> b)
                        .orElseThrow())
                .toList();
    }
}
