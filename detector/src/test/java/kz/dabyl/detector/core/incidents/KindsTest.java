package kz.dabyl.detector.core.incidents;

import static kz.dabyl.detector.core.world.TestWorld.HOP;
import static kz.dabyl.detector.core.world.TestWorld.fixed;
import static kz.dabyl.detector.core.world.TestWorld.mobile;
import static kz.dabyl.detector.core.world.TestWorld.probes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Cell;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Places;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

class KindsTest {

    private static final String SHYMKENT = Places.at(42.317, 69.590, 7);
    private static final List<String> HOME = List.of(TestCity.CENTRE, TestCity.WEST, TestCity.ASTANA, SHYMKENT);

    private final Excuses excuses = new Excuses();

    @Test
    void isAShutdownWhereSeveralNetworksAreLostAndFixedLinesLive() {
        assertThat(kind(cell -> inCentre(cell) && cell.access() == Access.MOBILE))
                .isEqualTo(IncidentKind.SHUTDOWN);
    }

    @Test
    void isANetworkOutageWhereOneIsLost() {
        assertThat(kind(cell -> inCentre(cell) && cell.network().equals("401-01")))
                .isEqualTo(IncidentKind.NETWORK_OUTAGE);
    }

    @Test
    void isANetworkOutageWhereAnotherIsLostInEachOfTwoCities() {
        assertThat(kind(cell -> (inCentre(cell) && cell.network().equals("401-01"))
                        || (cell.place().equals(TestCity.ASTANA)
                                && cell.network().equals("401-02"))))
                .isEqualTo(IncidentKind.NETWORK_OUTAGE);
    }

    @Test
    void isAShutdownWhereNoOtherNetworkIsKnownInTwoCitiesThatLoseOneEach() {
        Predicate<Cell> known = cell -> cell.access() == Access.FIXED
                || (inCentre(cell) && cell.network().equals("401-01"))
                || (cell.place().equals(TestCity.ASTANA) && cell.network().equals("401-02"));

        assertThat(kind(
                        List.of(TestCity.CENTRE, TestCity.ASTANA),
                        cell -> atHome(cell) && cell.access() == Access.MOBILE,
                        known))
                .isEqualTo(IncidentKind.SHUTDOWN);
    }

    @Test
    void isAShutdownWhereACityLosesOneNetworkByHexagonAndAnotherByItsRegion() {
        var cells = List.of(mobile(TestCity.CENTRE, "401-01"), mobile("KZ-75", "401-02"));
        var test = new TestWorld();
        cells.forEach(cell -> test.with(cell, probes(4, 30)));
        test.with(fixed(TestCity.CENTRE), probes(4, 0));

        assertThat(kind(cells, test.now())).isEqualTo(IncidentKind.SHUTDOWN);
    }

    @Test
    void isAnOutageWhereFixedLinesAreLostToo() {
        assertThat(kind(KindsTest::inCentre)).isEqualTo(IncidentKind.OUTAGE);
    }

    @Test
    void isNoOutageWhereOneMobileCellIsLostBesideFixedLines() {
        assertThat(kind(cell -> inCentre(cell)
                        && (cell.access() == Access.FIXED || cell.network().equals("401-01"))))
                .isEqualTo(IncidentKind.NETWORK_OUTAGE);
    }

    @Test
    void isABlackoutWhereAWholeCountryIsLostAndWitnessesLive() {
        assertThat(kind(cell -> !cell.place().equals("DE"))).isEqualTo(IncidentKind.BLACKOUT);
    }

    @Test
    void isAnOutageWhereWitnessesAreSilentToo() {
        assertThat(kind(cell -> true)).isEqualTo(IncidentKind.OUTAGE);
    }

    @Test
    void isAnOutageWhereHalfOfTheCountryLives() {
        assertThat(kind(cell ->
                        cell.place().equals(TestCity.CENTRE) || cell.place().equals(TestCity.ASTANA)))
                .isEqualTo(IncidentKind.OUTAGE);
    }

    @Test
    void isABlackoutWhereAllPhonesAreLostAndNoFixedLineIsKnown() {
        assertThat(kind(HOME, KindsTest::atHome, cell -> cell.access() == Access.MOBILE))
                .isEqualTo(IncidentKind.BLACKOUT);
    }

    @Test
    void isAShutdownWhereAllPhonesAreLostAndAFixedLineLives() {
        assertThat(kind(cell -> atHome(cell) && cell.access() == Access.MOBILE)).isEqualTo(IncidentKind.SHUTDOWN);
    }

    @Test
    void isABlackoutOfACountryOfTwoAreas() {
        var two = List.of(TestCity.CENTRE, TestCity.ASTANA);

        assertThat(kind(two, KindsTest::atHome, cell -> true)).isEqualTo(IncidentKind.BLACKOUT);
    }

    @Test
    void isNoBlackoutWhereNoMoreThanOneAreaIsKnown() {
        var one = List.of(TestCity.CENTRE, TestCity.WEST);

        assertThat(kind(one, KindsTest::atHome, cell -> true)).isEqualTo(IncidentKind.OUTAGE);
    }

    @Test
    void isAnOutageWherePhonesFollowLinesThatLostTheirCurrentBefore() {
        var test = new TestWorld();
        var phones = List.of(mobile(TestCity.CENTRE, "401-01"), mobile(TestCity.CENTRE, "401-02"));
        phones.forEach(cell -> test.with(cell, probes(4, 10)));
        test.with(fixed(TestCity.CENTRE), probes(4, 90));
        var world = test.now();
        var without = kind(phones, world);

        excuses.note(new Excuse.WithoutMains(fixed(TestCity.CENTRE)), HOP);

        assertThat(without).isEqualTo(IncidentKind.SHUTDOWN);
        assertThat(kind(phones, world)).isEqualTo(IncidentKind.OUTAGE);
    }

    @Test
    void isAnOutageWhereTheOnlyLineIsLostForSureAndAShutdownWhereItMayHaveLostAReport() {
        var phones = List.of(mobile(TestCity.CENTRE, "401-01"), mobile(TestCity.CENTRE, "401-02"));
        var test = new TestWorld();
        phones.forEach(cell -> test.with(cell, probes(4, 30)));
        test.with(fixed(TestCity.CENTRE), probes(1, 30));
        var unsure = new TestWorld();
        phones.forEach(cell -> unsure.with(cell, probes(4, 10)));
        unsure.with(fixed(TestCity.CENTRE), probes(1, 10));

        assertThat(kind(phones, test.now(), HOP - 30)).isEqualTo(IncidentKind.OUTAGE);
        assertThat(kind(phones, unsure.now())).isEqualTo(IncidentKind.SHUTDOWN);
    }

    private IncidentKind kind(List<Cell> members, World world) {
        return kind(members, world, HOP - 10);
    }

    private IncidentKind kind(List<Cell> members, World world, long onset) {
        var incident = new IncidentState("id", Signal.SILENCE, world.nowMillis(), onset, 60_000);
        members.forEach(cell -> incident.add(cell, Areas.of(cell.place()), onset, HOP));
        incident.members.values().forEach(member -> member.update(world.cells().get(member.cell), HOP, 0));
        return Kinds.of(incident, world, excuses, Thresholds.DEFAULT);
    }

    private static boolean atHome(Cell cell) {
        return !cell.place().equals("DE");
    }

    private static boolean inCentre(Cell cell) {
        return cell.place().equals(TestCity.CENTRE);
    }

    /** Every network everywhere, and an incident of the silent cells at home. */
    private IncidentKind kind(Predicate<Cell> silent) {
        return kind(HOME, silent, cell -> true);
    }

    private IncidentKind kind(List<String> home, Predicate<Cell> silent, Predicate<Cell> known) {
        var test = new TestWorld();
        for (var place : home) {
            for (var cell :
                    List.of(mobile(place, "401-01"), mobile(place, "401-02"), mobile(place, "401-77"), fixed(place))) {
                if (known.test(cell)) {
                    test.with(cell, probes(4, silent.test(cell) ? 10 : 1));
                }
            }
        }
        test.with(
                new Cell("DE", "AS3320", Access.FIXED),
                probes(2, silent.test(new Cell("DE", "AS3320", Access.FIXED)) ? 10 : 1));
        var world = test.now();
        var members = world.cells().keySet().stream()
                .filter(cell -> silent.test(cell) && HOME.contains(cell.place()))
                .toList();
        return kind(members, world);
    }
}
