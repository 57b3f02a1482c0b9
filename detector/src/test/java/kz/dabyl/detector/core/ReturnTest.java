package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import org.junit.jupiter.api.Test;

class ReturnTest {

    private static final long ONSET = TestWorld.HOP;
    private static final long SOON = ONSET + 120;
    private static final long NINE_HOURS = ONSET + 9 * 720;
    private static final int ALL = 20;

    @Test
    void takesEightInTwentyPhonesOfEachNetworkForAReturnAfterANight() {
        var members = cut(Access.MOBILE);

        speak(members, 8, NINE_HOURS);

        assertThat(began(members, NINE_HOURS)).isTrue();
    }

    @Test
    void asksForHalfOfThemAfterTenMinutes() {
        var members = cut(Access.MOBILE);

        speak(members, 8, SOON);
        var few = began(members, SOON);
        speak(members, 11, SOON);
        var half = began(members, SOON);

        assertThat(few).isFalse();
        assertThat(half).isTrue();
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
        assertThat(Return.relapsed(members, NINE_HOURS, 0.05)).isTrue();
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

        assertThat(Return.stage(members, SOON, 0.05)).isEqualTo(Return.Stage.BACK);
        assertThat(Return.stage(members, SOON, 0.45)).isEqualTo(Return.Stage.CUT);
    }

    @Test
    void isUndecidedWhereOneNetworkProvesNothing() {
        var members = cut(Access.MOBILE);

        speak(members.subList(0, 2), ALL, SOON);
        speak(members.subList(2, 3), 7, SOON);
        var some = Return.stage(members, SOON, 0.05);
        speak(members.subList(2, 3), 5, SOON);
        var few = Return.stage(members, SOON, 0.05);

        assertThat(some).isEqualTo(Return.Stage.UNDECIDED);
        assertThat(few).isEqualTo(Return.Stage.CUT);
    }

    private static boolean began(List<Member> members, long hop) {
        return Return.stage(members, hop, 0.05) == Return.Stage.BACK;
    }

    /** Three networks of one place, all of whose probes fell silent. */
    private static List<Member> cut(Access access) {
        var members = new ArrayList<Member>();
        for (var network : List.of("401-01", "401-02", "401-77")) {
            var member = new Member(new Cell(TestCity.CENTRE, network, access), ONSET, ONSET + 12);
            member.update(population(member.cell, 0, ONSET + 12), ONSET + 12);
            members.add(member);
        }
        return members;
    }

    private static void speak(List<Member> members, int heard, long hop) {
        members.forEach(member -> member.update(population(member.cell, heard, hop), hop));
    }

    private static Population population(Cell cell, int heard, long hop) {
        var population = new Population(cell, "Almaty");
        population.show(List.of(probes(ALL - heard, ONSET, 2), probes(heard, hop, 0)));
        return population;
    }

    private static Presence probes(int count, long lastHeard, int broken) {
        return new Presence(
                "c1", 0, lastHeard, false, 30, 0.02, 0.2, count, count, broken, broken, false, false, false, 0);
    }
}
