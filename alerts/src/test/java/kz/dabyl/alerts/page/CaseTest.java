package kz.dabyl.alerts.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Incident.Evidence;
import org.junit.jupiter.api.Test;

class CaseTest {

    private static final Evidence CUT = new Evidence(142, 0, 54, 84, 81, 0);
    private static final Evidence BACK = new Evidence(142, 135, 54, 84, 82, 744);

    @Test
    void isDecidedByTheLatestNumbersWhileItLasts() {
        assertThat(of(revision(1, false, CUT), revision(2, false, BACK)).decisive())
                .isEqualTo(BACK);
    }

    @Test
    void isDecidedByTheNumbersOfTheCutOnceItIsOver() {
        assertThat(of(revision(1, false, CUT), revision(2, true, BACK)).decisive())
                .isEqualTo(CUT);
    }

    private static Case of(Incident... revisions) {
        return new Case(Arrays.asList(revisions));
    }

    private static Incident revision(int number, boolean over, Evidence evidence) {
        var some = SomeIncident.opening("one").revision(number);
        var plain = (over ? some.closed() : some).incident();
        return new Incident(
                plain.id(),
                plain.revision(),
                plain.kind(),
                plain.state(),
                plain.certainty(),
                plain.confidence(),
                plain.area(),
                plain.places(),
                plain.networks(),
                plain.access(),
                plain.targets(),
                plain.started(),
                plain.detected(),
                plain.updated(),
                plain.ended(),
                evidence,
                plain.restored(),
                plain.rally(),
                plain.reason(),
                1,
                plain.summary());
    }
}
