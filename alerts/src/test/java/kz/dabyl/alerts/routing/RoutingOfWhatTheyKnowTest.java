package kz.dabyl.alerts.routing;

import static kz.dabyl.alerts.routing.Listener.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.routing.Decision.Send;
import kz.dabyl.alerts.routing.Decision.Skip;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told depends on what they were told before, and on what they asked for. */
class RoutingOfWhatTheyKnowTest {

    private final SomeIncident opening = SomeIncident.opening("i");

    @Nested
    class WhoeverWasToldThatItOpened {

        private final Listener listener = new Listener(
                subscription(",\"events\":[\"opened\"],\"filter\":{\"kinds\":[\"shutdown\"],\"min_confidence\":0.9}"));

        @Test
        void isToldThatItClosedWhateverTheFilterSays() {
            listener.hears(opening);

            assertThat(listener.hears(opening.revision(2).confidence(0.1).closed()))
                    .isEqualTo(new Send(EventType.CLOSED, Reason.ENDS_WHAT_THEY_KNOW));
        }

        @Test
        void isToldThatItWasNotSoWhateverTheFilterSays() {
            listener.hears(opening);

            assertThat(listener.hears(opening.revision(2).confidence(0.1).retracted()))
                    .isEqualTo(new Send(EventType.RETRACTED, Reason.RETRACTS_WHAT_THEY_KNOW));
        }

        @Test
        void isToldThatItWasNotSoEvenAfterItClosed() {
            listener.hears(opening);
            listener.hears(opening.revision(2).closed());

            assertThat(listener.hears(opening.revision(3).retracted()))
                    .isEqualTo(new Send(EventType.RETRACTED, Reason.RETRACTS_WHAT_THEY_KNOW));
        }

        @Test
        void isToldOfAnotherKindWhateverTheFilterSays() {
            listener.hears(opening);

            assertThat(listener.hears(opening.revision(2).kind(IncidentKind.COLLECTOR_UNREACHABLE)))
                    .isEqualTo(new Send(EventType.UPDATED, Reason.KIND_CHANGED));
            assertThat(listener.hears(opening.revision(3).kind(IncidentKind.COLLECTOR_UNREACHABLE)))
                    .isEqualTo(new Skip(Reason.OTHER_KIND));
        }

        @Test
        void isToldThatItIsOpenAgain() {
            listener.hears(opening);
            listener.hears(opening.revision(2).closed());

            assertThat(listener.hears(opening.revision(3).confidence(0.1)))
                    .isEqualTo(new Send(EventType.UPDATED, Reason.OPEN_AGAIN));
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({
            // Revisions are ten seconds apart; the second closes.
            "92, UPDATED",
            "93, OPENED"
        })
        void takesAnOpeningWithinAQuarterOfAnHourOfTheClosingForAnUpdate(int revision, EventType type) {
            listener.hears(opening);
            listener.hears(opening.revision(2).closed());
            listener.hears(opening.revision(60).closed());

            assertThat(listener.hears(opening.revision(revision))).isEqualTo(new Send(type, Reason.OPEN_AGAIN));
        }

        @Test
        void isToldAnewOfWhatWasRetracted() {
            listener.hears(opening);
            listener.hears(opening.revision(2).retracted());

            assertThat(listener.hears(opening.revision(3))).isEqualTo(new Send(EventType.OPENED, Reason.OPEN_AGAIN));
        }

        @Test
        void isNotToldMoreThanThat() {
            listener.hears(opening);

            assertThat(listener.hears(opening.revision(2))).isEqualTo(new Skip(Reason.EVENT_NOT_ASKED_FOR));
            assertThat(listener.hears(opening.revision(3).confirmed())).isEqualTo(new Skip(Reason.EVENT_NOT_ASKED_FOR));
        }
    }

    @Nested
    class WhoeverWasNeverTold {

        @Test
        void isNotToldOfItsEnd() {
            var listener = new Listener(subscription(",\"filter\":{\"certainty\":\"confirmed\"}"));
            listener.hears(opening);

            assertThat(listener.hears(opening.revision(2).confirmed().closed())).isEqualTo(new Skip(Reason.NEVER_TOLD));
        }

        @Test
        void isToldOfItsEndIfEndsAreAllTheyAskedFor() {
            var listener = new Listener(subscription(",\"events\":[\"closed\",\"retracted\"]"));

            assertThat(listener.hears(opening)).isEqualTo(new Skip(Reason.EVENT_NOT_ASKED_FOR));
            assertThat(listener.hears(opening.revision(2).closed()))
                    .isEqualTo(new Send(EventType.CLOSED, Reason.ASKED_FOR));
            assertThat(listener.hears(opening.revision(3).closed())).isEqualTo(new Skip(Reason.EVENT_NOT_ASKED_FOR));
            assertThat(listener.hears(opening.revision(4).retracted()))
                    .isEqualTo(new Send(EventType.RETRACTED, Reason.RETRACTS_WHAT_THEY_KNOW));
        }
    }

    @Nested
    class WhoeverAskedForConfirmationsOnly {

        private final Listener listener = new Listener(subscription(",\"events\":[\"confirmed\"]"));

        @Test
        void isToldWhenItIsConfirmedAndNoEarlier() {
            assertThat(listener.hears(opening)).isEqualTo(new Skip(Reason.EVENT_NOT_ASKED_FOR));
            assertThat(listener.hears(opening.revision(2))).isEqualTo(new Skip(Reason.EVENT_NOT_ASKED_FOR));
            assertThat(listener.hears(opening.revision(3).confirmed()))
                    .isEqualTo(new Send(EventType.CONFIRMED, Reason.ASKED_FOR));
        }

        @Test
        void isToldOfOneThatIsConfirmedFromItsFirstRevision() {
            assertThat(listener.hears(opening.confirmed())).isEqualTo(new Send(EventType.CONFIRMED, Reason.ASKED_FOR));
        }

        @Test
        void isToldThatItWasNotSoButNotThatItClosed() {
            listener.hears(opening.confirmed());

            assertThat(listener.hears(opening.revision(2).confirmed().closed()))
                    .isEqualTo(new Skip(Reason.EVENT_NOT_ASKED_FOR));
            assertThat(listener.hears(opening.revision(3).confirmed().retracted()))
                    .isEqualTo(new Send(EventType.RETRACTED, Reason.RETRACTS_WHAT_THEY_KNOW));
        }
    }
}
