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
import kz.dabyl.model.HopSummary;
import org.junit.jupiter.api.Test;

/** The return of phones that promise a report each five minutes, after a cut that let nobody through. */
class SeldomReturnTest {

    private static final long ONSET = TestWorld.HOP;

    @Test
    void asksOfThoseWhoSpeakSeldomOnlyThoseWhoseTurnItWas() {
        var members = slow(30);
        var round = 300_000 / HopSummary.HOP_MILLIS;
        var hop = ONSET + 720;

        // Of sixty eighty in a hundred are awake; a third of the round is over, and as many of them are heard.
        speakSlowly(members, 7, hop);
        var present = new Return.Present(hop, 0.05, hop - round / 3, true);

        assertThat(Return.stage(members, present)).isEqualTo(Return.Stage.BACK);
        assertThat(Return.stage(members, new Return.Present(hop, 0.05, IncidentState.NEVER, false)))
                .isEqualTo(Return.Stage.CUT);
    }

    @Test
    void takesTooFewOfThoseWhoseTurnItWasForNoReturn() {
        var members = slow(30);
        var hop = ONSET + 720;

        speakSlowly(members, 3, hop);

        assertThat(Return.stage(members, new Return.Present(hop, 0.05, hop - 40, true)))
                .isEqualTo(Return.Stage.CUT);
    }

    private static List<Member> slow(int probes) {
        var members = new ArrayList<Member>();
        for (var network : List.of("401-01", "401-02")) {
            var member = new Member(new Cell(TestCity.CENTRE, network, Access.MOBILE), ONSET, ONSET + 12);
            var population = new Population(member.cell, "Almaty");
            population.show(List.of(slowly(probes, ONSET, 2)));
            member.update(population, ONSET + 12, 0);
            members.add(member);
        }
        return members;
    }

    private static void speakSlowly(List<Member> members, int heard, long hop) {
        members.forEach(member -> {
            var population = new Population(member.cell, "Almaty");
            population.show(List.of(
                    slowly((int) Math.round(member.beforeWeight()) - heard, ONSET, 2), slowly(heard, hop, 0)));
            member.update(population, hop, 0);
        });
    }

    private static Presence slowly(int count, long lastHeard, int broken) {
        return new Presence(
                "c1", 0, 0, lastHeard, lastHeard, false, 300, 0.02, 0.2, count, count, broken, broken, false, false,
                false, 0);
    }
}
