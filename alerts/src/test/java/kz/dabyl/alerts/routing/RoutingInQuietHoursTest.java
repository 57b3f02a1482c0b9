package kz.dabyl.alerts.routing;

import static kz.dabyl.alerts.routing.Listener.DAY;
import static kz.dabyl.alerts.routing.Listener.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.routing.Decision.Hold;
import kz.dabyl.alerts.routing.Decision.Send;
import kz.dabyl.alerts.routing.Decision.Skip;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;

/** What waits for the morning, and what does not. */
class RoutingInQuietHoursTest {

    private static final Instant NIGHT = Instant.parse("2021-04-24T18:00:00Z");
    private static final Instant MORNING = Instant.parse("2021-04-25T01:00:00Z");
    private static final String QUIET =
            ",\"quiet_hours\":{\"from\":\"23:00\",\"until\":\"07:00\",\"zone\":\"Asia/Almaty\"}";

    private final SomeIncident opening = SomeIncident.opening("i");
    private final Listener listener = new Listener(subscription(QUIET));

    @Test
    void newsOfWhatGoesOnWaitForTheMorning() {
        assertThat(listener.hears(opening, NIGHT)).isEqualTo(new Hold(EventType.OPENED, MORNING, Reason.QUIET_HOURS));
        assertThat(listener.hears(opening.revision(2).confirmed(), NIGHT))
                .isEqualTo(new Hold(EventType.OPENED, MORNING, Reason.QUIET_HOURS));
    }

    @Test
    void theMorningBringsWhatIsKnownByThen() {
        listener.hears(opening, NIGHT);
        listener.hears(opening.revision(2).confirmed(), NIGHT);

        assertThat(listener.hears(opening.revision(2).confirmed(), MORNING))
                .isEqualTo(new Send(EventType.OPENED, Reason.ASKED_FOR));
    }

    @Test
    void nothingIsSaidOfWhatBeganAndEndedInTheNight() {
        listener.hears(opening, NIGHT);

        assertThat(listener.hears(opening.revision(2).closed(), NIGHT)).isEqualTo(new Skip(Reason.NEVER_TOLD));
    }

    @Test
    void theEndOfWhatTheyKnowIsSaidAtOnce() {
        listener.hears(opening, DAY);

        assertThat(listener.hears(opening.revision(2).confirmed(), NIGHT))
                .isEqualTo(new Hold(EventType.CONFIRMED, MORNING, Reason.QUIET_HOURS));
        assertThat(listener.hears(opening.revision(3).confirmed().closed(), NIGHT))
                .isEqualTo(new Send(EventType.CLOSED, Reason.ENDS_WHAT_THEY_KNOW));
        assertThat(listener.hears(opening.revision(4).confirmed().retracted(), NIGHT))
                .isEqualTo(new Send(EventType.RETRACTED, Reason.RETRACTS_WHAT_THEY_KNOW));
    }

    @Test
    void newsOfWhatIsOverAreNotKept() {
        listener.hears(opening, DAY);
        listener.hears(opening.revision(2).closed(), DAY);

        assertThat(listener.hears(opening.revision(3).closed(), NIGHT)).isEqualTo(new Skip(Reason.OVER_IN_QUIET_HOURS));
    }

    @Test
    void anotherKindOfWhatIsOverWaitsForTheMorning() {
        listener.hears(opening, DAY);
        listener.hears(opening.revision(2).closed(), DAY);

        assertThat(listener.hears(opening.revision(3).kind(IncidentKind.OUTAGE).closed(), NIGHT))
                .isEqualTo(new Hold(EventType.UPDATED, MORNING, Reason.QUIET_HOURS));
    }
}
