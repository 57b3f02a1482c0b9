package kz.dabyl.detector.core.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.cells.Presence;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnTest {

    private static final long ONSET = TestWorld.HOP;
    private static final long SOON = ONSET + 120;
    private static final long NINE_HOURS = ONSET + 9 * 720;
    private static final long THREE_HOURS = ONSET + 3 * 720;
    private static final int ALL = 20;

    @Test
    void takesEightInTwentyPhonesOfEachNetworkForAReturnAfterANight() {
        var members = cut(Access.MOBILE);

        speak(members, 8, NINE_HOURS);

        assertThat(began(members, NINE_HOURS)).isTrue();
    }

    @Test
    void asksForHalfOfThemAfterTenMinutesAndForMoreWhereTheyBreakPromises() {
        var members = cut(Access.MOBILE);

        speak(members, 9, SOON);
        var few = began(members, SOON);
        speak(members, 11, SOON);
        var half = began(members, SOON);
        var restless = Return.stage(members, SOON, 0.05, false, false);
        speak(members, 12, SOON);
        var most = Return.stage(members, SOON, 0.05, false, false);

        assertThat(few).isFalse();
        assertThat(half).isTrue();
        assertThat(restless).isEqualTo(Return.Stage.FEW);
        assertThat(most).isEqualTo(Return.Stage.BACK);
    }

    @Test
    void asksForHalfOfTheFixedLinesHoweverLongItLasted() {
        var members = cut(Access.FIXED);

        speak(members, 8, NINE_HOURS);

        assertThat(began(members, NINE_HOURS)).isFalse();
    }

    @Test
    void takesNoLeakForAReturnHoweverLongItLasts() {
        var members = cut(Access.MOBILE);

        speak(members, 3, NINE_HOURS);

        assertThat(began(members, NINE_HOURS)).isFalse();
        assertThat(Return.relapsed(members, NINE_HOURS, 0.05, true, false)).isTrue();
    }

    @Test
    void waitsForTheNetworkThatIsStillCut() {
        var members = cut(Access.MOBILE);

        speak(members.subList(0, 2), ALL, NINE_HOURS);

        assertThat(began(members, NINE_HOURS)).isFalse();
    }

    @Test
    void takesNoLeakForAReturnThatHasBeenHeardAllTheTime() {
        var members = cut(Access.MOBILE);

        speak(members, 12, SOON);

        assertThat(Return.stage(members, SOON, 0.05, true, false)).isEqualTo(Return.Stage.BACK);
        assertThat(Return.stage(members, SOON, 0.45, true, false)).isEqualTo(Return.Stage.CUT);
    }

    @Test
    void isUndecidedWhereOneNetworkProvesNothing() {
        var members = cut(Access.MOBILE);

        speak(members.subList(0, 2), ALL, SOON);
        speak(members.subList(2, 3), 7, SOON);
        var some = Return.stage(members, SOON, 0.05, true, false);
        speak(members.subList(2, 3), 5, SOON);
        var few = Return.stage(members, SOON, 0.05, true, false);

        assertThat(some).isEqualTo(Return.Stage.UNDECIDED);
        assertThat(few).isEqualTo(Return.Stage.PARTLY);
    }

    @Test
    void waitsForASmallNetworkOfWhichNobodyIsBack() {
        var members = List.of(cell(TestCity.CENTRE, "401-01", 6), cell(TestCity.CENTRE, "401-02", 6));

        speak(members.subList(0, 1), 6, THREE_HOURS);
        speak(members.subList(1, 2), 0, THREE_HOURS);
        var nobody = Return.stage(members, THREE_HOURS, 0.05, true, false);
        speak(members.subList(1, 2), 1, THREE_HOURS);
        var one = Return.stage(members, THREE_HOURS, 0.05, true, false);

        assertThat(nobody).isEqualTo(Return.Stage.PARTLY);
        assertThat(one).isEqualTo(Return.Stage.UNDECIDED);
    }

    @Test
    void waitsLongerForAPlaceThatIsNotBackWhileItsNetworksAre() {
        var members = List.of(
                cell(TestCity.CENTRE, "401-01", ALL),
                cell(TestCity.WEST, "401-01", ALL),
                cell(TestCity.ASTANA, "401-01", ALL));

        speak(members.subList(0, 2), ALL, SOON);

        assertThat(Return.stage(members, SOON, 0.05, true, false)).isEqualTo(Return.Stage.LAGGING);
        assertThat(Return.relapsed(members, SOON, 0.05, true, false)).isTrue();
        assertThat(Return.relapsed(members, SOON, 0.05, true, true)).isFalse();
    }

    @Test
    void waitsForANetworkOfThreePhonesOfWhichNobodyIsBack() {
        var members = List.of(
                cell(TestCity.CENTRE, "401-01", 3),
                cell(TestCity.CENTRE, "401-02", 3),
                cell(TestCity.CENTRE, "401-77", 3));

        speak(members.subList(0, 2), 3, ONSET + 720);
        speak(members.subList(2, 3), 0, ONSET + 720);
        var nobody = Return.stage(members, ONSET + 720, 0.05, true, false);
        speak(members.subList(2, 3), 2, ONSET + 720);
        var some = Return.stage(members, ONSET + 720, 0.05, true, false);

        assertThat(nobody).isEqualTo(Return.Stage.LAGGING);
        assertThat(some).isEqualTo(Return.Stage.BACK);
    }

    @Test
    void staysCutWhereACityOfSeveralPlacesIsNotBack() {
        var east = Places.at(51.1290, 71.6000, 7);
        var members = List.of(
                cell(TestCity.CENTRE, "401-01", ALL),
                cell(TestCity.WEST, "401-01", ALL),
                cell(TestCity.ASTANA, "401-01", 6),
                cell(east, "401-01", 6));

        speak(members.subList(0, 2), ALL, NINE_HOURS);
        speak(members.subList(2, 4), 0, NINE_HOURS);

        assertThat(Return.stage(members, NINE_HOURS, 0.05, true, false)).isEqualTo(Return.Stage.PARTLY);
    }

    @Test
    void isNotHeldOpenForEverByAFewLinesThatNeverComeBack() {
        var east = Places.at(51.1290, 71.6000, 7);
        var members = List.of(
                cell(TestCity.CENTRE, "401-01", ALL),
                cell(TestCity.WEST, "401-01", ALL),
                cell(new Cell(TestCity.ASTANA, "AS9198", Access.FIXED), 2),
                cell(new Cell(east, "AS9198", Access.FIXED), 1));

        speak(members.subList(0, 2), ALL, NINE_HOURS);
        speak(members.subList(2, 4), 0, NINE_HOURS);

        assertThat(Return.stage(members, NINE_HOURS, 0.05, true, false).waitHops)
                .isLessThan(NINE_HOURS);
    }

    @Test
    void staysCutWherePlacesThatHoldAThirdOfItAreNotBack() {
        var north = Places.at(43.3000, 76.9454, 7);
        var members = List.of(
                cell(TestCity.CENTRE, "401-01", ALL),
                cell(TestCity.CENTRE, "401-02", ALL),
                cell(TestCity.WEST, "401-01", ALL),
                cell(north, "401-02", ALL));

        speak(members.subList(0, 2), ALL, NINE_HOURS);
        speak(members.subList(2, 4), 0, NINE_HOURS);

        assertThat(Return.stage(members, NINE_HOURS, 0.05, true, false))
                .isNotIn(Return.Stage.LAGGING, Return.Stage.BACK);
    }

    @ParameterizedTest(name = "{0} of {1}, {2} leak, known to keep their promises on: {3}, for two rounds: {4}")
    @CsvSource({
        "5, 6, 0.25, false, false, UNDECIDED",
        "5, 6, 0.25, true, false, UNDECIDED",
        // Each of them has said so twice.
        "5, 6, 0.25, true, true, BACK",
        "4, 6, 0.3, true, true, UNDECIDED",
        // Of three it cannot be seen that they do not.
        "2, 3, 0.05, true, true, UNDECIDED",
        // They prove little, but nearly all are there.
        "6, 7, 0.35, false, false, BACK",
        "5, 7, 0.35, false, false, UNDECIDED",
    })
    void isToldOfFewByAllThatIsKnownOfThem(
            int heard, int all, double leak, boolean steady, boolean twice, Return.Stage stage) {
        var members = List.of(cell(TestCity.CENTRE, "401-01", 2), cell(TestCity.CENTRE, "401-02", all - 2));

        speak(members.subList(0, 1), 1, ONSET + 720);
        speak(members.subList(1, 2), heard - 1, ONSET + 720);

        assertThat(Return.stage(members, ONSET + 720, leak, steady, twice)).isEqualTo(stage);
    }

    private static boolean began(List<Member> members, long hop) {
        return Return.stage(members, hop, 0.05, true, false) == Return.Stage.BACK;
    }

    /** Three networks of one place, all of whose probes fell silent. */
    private static List<Member> cut(Access access) {
        var members = new ArrayList<Member>();
        for (var network : List.of("401-01", "401-02", "401-77")) {
            members.add(cell(new Cell(TestCity.CENTRE, network, access), ALL));
        }
        return members;
    }

    private static Member cell(String place, String network, int probes) {
        return cell(new Cell(place, network, Access.MOBILE), probes);
    }

    private static Member cell(Cell cell, int probes) {
        var member = new Member(cell, ONSET, ONSET + 12);
        member.update(population(cell, probes, 0, ONSET + 12), ONSET + 12, 0);
        return member;
    }

    private static void speak(List<Member> members, int heard, long hop) {
        members.forEach(member -> {
            var probes = (int) Math.round(member.beforeWeight());
            member.update(population(member.cell, probes, heard, hop), hop, 0);
        });
    }

    private static Population population(Cell cell, int all, int heard, long hop) {
        var population = new Population(cell, "Almaty");
        population.show(List.of(probes(all - heard, ONSET, 2), probes(heard, hop, 0)));
        return population;
    }

    private static Presence probes(int count, long lastHeard, int broken) {
        return new Presence(
                "c1", 0, 0, lastHeard, lastHeard, false, 30, 0.02, 0.2, count, count, broken, broken, false, false,
                false, 0);
    }
}
