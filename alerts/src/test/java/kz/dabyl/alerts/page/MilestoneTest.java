package kz.dabyl.alerts.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;

class MilestoneTest {

    private static final SomeIncident OPENING = SomeIncident.opening("told");

    @Test
    void tellTheCourseOfAnIncidentThatWasConfirmedAndEnded() {
        var course = course(
                OPENING,
                OPENING.revision(2).confirmed(),
                OPENING.revision(3).confirmed().closed());

        assertThat(course).containsExactly("began", "told", "confirmed", "closed", "ended");
    }

    @Test
    void tellThatItWasNotSo() {
        assertThat(course(OPENING, OPENING.revision(2).retracted())).containsExactly("began", "told", "retracted");
    }

    @Test
    void tellThatItTurnedOutAsSomethingElse() {
        assertThat(course(OPENING, OPENING.revision(2).kind(IncidentKind.OUTAGE)))
                .containsExactly("began", "told", "kind");
    }

    private static List<String> course(SomeIncident... revisions) {
        return Milestone.of(Stream.of(revisions).map(SomeIncident::incident).toList()).stream()
                .map(Milestone::what)
                .toList();
    }
}
