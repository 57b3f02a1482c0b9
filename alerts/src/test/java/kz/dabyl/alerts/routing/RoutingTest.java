package kz.dabyl.alerts.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.incidents.AreaMatch;
import kz.dabyl.alerts.routing.Decision.Hold;
import kz.dabyl.alerts.routing.Decision.Send;
import kz.dabyl.alerts.routing.Decision.Skip;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.alerts.subscriptions.Subscription.Standing;
import kz.dabyl.alerts.subscriptions.Subscription.State;
import kz.dabyl.alerts.subscriptions.TermsReader;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {

    private static final Instant DAY = Instant.parse("2021-04-24T07:00:00Z");
    private static final Instant NIGHT = Instant.parse("2021-04-24T18:00:00Z");
    private static final Instant MORNING = Instant.parse("2021-04-25T01:00:00Z");
    private static final String QUIET =
            ",\"quiet_hours\":{\"from\":\"23:00\",\"until\":\"07:00\",\"zone\":\"Asia/Almaty\"}";

    private final Routing routing = new Routing(new AreaMatch(List.of("KZ")));
    private final SomeIncident opening = SomeIncident.opening("i");
    private final Subscription everything = subscription("");

    /** A subscriber who is told of revisions one after the other, and believes what they were told. */
    private final class Listener {
        private final Subscription subscription;
        private Optional<Told> told = Optional.empty();
        private Optional<SomeIncident> previous = Optional.empty();

        Listener(Subscription subscription) {
            this.subscription = subscription;
        }

        Decision hears(SomeIncident revision) {
            return hears(revision, DAY);
        }

        Decision hears(SomeIncident revision, Instant now) {
            var incident = revision.incident();
            var decision = routing.decide(subscription, previous.map(SomeIncident::incident), incident, told, now);
            if (decision instanceof Send send) {
                told = Optional.of(Told.after(told, send.type(), incident));
            }
            previous = Optional.of(revision);
            return decision;
        }
    }

    @Test
    void tellsTheWholeLifeOfAnIncidentToWhoWantsEverything() {
        var listener = new Listener(everything);
        var confirmed = opening.revision(3).confirmed();

        assertThat(listener.hears(opening)).isEqualTo(new Send(EventType.OPENED, Reason.ASKED_FOR));
        assertThat(listener.hears(opening.revision(2))).isEqualTo(new Send(EventType.UPDATED, Reason.ASKED_FOR));
        assertThat(listener.hears(confirmed)).isEqualTo(new Send(EventType.CONFIRMED, Reason.ASKED_FOR));
        assertThat(listener.hears(confirmed.revision(4))).isEqualTo(new Send(EventType.UPDATED, Reason.ASKED_FOR));
        assertThat(listener.hears(confirmed.revision(5).closed()))
                .isEqualTo(new Send(EventType.CLOSED, Reason.ENDS_WHAT_THEY_KNOW));
        assertThat(listener.hears(confirmed.revision(6).closed()))
                .isEqualTo(new Send(EventType.UPDATED, Reason.ASKED_FOR));
        assertThat(listener.hears(confirmed.revision(7).reopened()))
                .isEqualTo(new Send(EventType.UPDATED, Reason.OPEN_AGAIN));
        assertThat(listener.hears(confirmed.revision(8).retracted()))
                .isEqualTo(new Send(EventType.RETRACTED, Reason.RETRACTS_WHAT_THEY_KNOW));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"areas\":[\"Astana\"] | OTHER_AREA",
                "\"kinds\":[\"outage\",\"blackout\"] | OTHER_KIND",
                "\"networks\":[\"401-77\"] | OTHER_NETWORK",
                "\"certainty\":\"confirmed\" | LESS_CERTAIN",
                "\"min_confidence\":0.995 | LESS_CONFIDENT",
            })
    void skipsWhatTheFilterDoesNotTake(String filter, Reason reason) {
        var listener = new Listener(subscription(",\"filter\":{" + filter + "}"));

        assertThat(listener.hears(opening)).isEqualTo(new Skip(reason));
    }

    @Test
    void takesWhatFitsEveryPartOfTheFilter() {
        var listener =
                new Listener(subscription(",\"filter\":{\"areas\":[\"Astana\",\"Almaty\"],\"kinds\":[\"shutdown\"],"
                        + "\"networks\":[\"401-77\",\"401-02\"],\"certainty\":\"suspected\",\"min_confidence\":0.99}"));

        assertThat(listener.hears(opening)).isEqualTo(new Send(EventType.OPENED, Reason.ASKED_FOR));
    }

    @Test
    void doesNotTakeAnIncidentOfNoNetworkForOneOfAnother() {
        var listener = new Listener(subscription(",\"filter\":{\"networks\":[\"401-77\"]}"));

        assertThat(listener.hears(opening.of())).isInstanceOf(Send.class);
    }

    @Test
    void callsTheFirstRevisionThatPassesTheFilterOpenedWhateverItsNumber() {
        var listener = new Listener(subscription(",\"filter\":{\"certainty\":\"confirmed\"}"));

        assertThat(listener.hears(opening)).isInstanceOf(Skip.class);
        assertThat(listener.hears(opening.revision(2))).isInstanceOf(Skip.class);
        assertThat(listener.hears(opening.revision(3).confirmed()))
                .isEqualTo(new Send(EventType.OPENED, Reason.ASKED_FOR));
    }

    @Test
    void ignoresARevisionThatIsNoLaterThanWhatTheyKnow() {
        var listener = new Listener(everything);
        listener.hears(opening.revision(3));

        assertThat(listener.hears(opening.revision(3))).isEqualTo(new Skip(Reason.STALE));
        assertThat(listener.hears(opening.revision(2).closed())).isEqualTo(new Skip(Reason.STALE));
    }

    @Test
    void sendsNothingToADisabledSubscription() {
        var disabled = everything.silenced(new Standing(State.DISABLED, "gone wrong", 0), 0);

        assertThat(new Listener(disabled).hears(opening)).isEqualTo(new Skip(Reason.INACTIVE));
    }

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

    @Nested
    class InQuietHours {

        private final Listener listener = new Listener(subscription(QUIET));

        @Test
        void newsOfWhatGoesOnWaitForTheMorning() {
            assertThat(listener.hears(opening, NIGHT))
                    .isEqualTo(new Hold(EventType.OPENED, MORNING, Reason.QUIET_HOURS));
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

            assertThat(listener.hears(opening.revision(3).closed(), NIGHT))
                    .isEqualTo(new Skip(Reason.OVER_IN_QUIET_HOURS));
        }

        @Test
        void anotherKindOfWhatIsOverWaitsForTheMorning() {
            listener.hears(opening, DAY);
            listener.hears(opening.revision(2).closed(), DAY);

            assertThat(listener.hears(
                            opening.revision(3).kind(IncidentKind.OUTAGE).closed(), NIGHT))
                    .isEqualTo(new Hold(EventType.UPDATED, MORNING, Reason.QUIET_HOURS));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "opened | opened 1, closed 5",
                "updated | updated 2, updated 3, updated 4",
                "confirmed | confirmed 3",
                "closed | closed 5",
                "opened,confirmed | opened 1, confirmed 3, closed 5",
                "updated,closed | updated 2, updated 3, updated 4, closed 5",
                "opened,updated,confirmed,closed | opened 1, updated 2, confirmed 3, updated 4, closed 5",
            })
    void tellsEachWhatTheyAskedFor(String events, String heard) {
        var words = Arrays.stream(events.split(",", -1))
                .map(word -> '"' + word + '"')
                .collect(Collectors.joining(","));
        var listener = new Listener(subscription(",\"events\":[" + words + "]"));
        var life = List.of(
                opening,
                opening.revision(2),
                opening.revision(3).confirmed(),
                opening.revision(4).confirmed(),
                opening.revision(5).confirmed().closed());

        var said = life.stream()
                .flatMap(revision -> listener.hears(revision) instanceof Send send
                        ? List.of(send.type().word() + " " + revision.revision()).stream()
                        : List.<String>of().stream())
                .collect(Collectors.joining(", "));

        assertThat(said).isEqualTo(heard);
    }

    private static Subscription subscription(String more) {
        var text = "{\"channel\":\"webhook\",\"url\":\"https://example.org/hook\"" + more + "}";
        var terms = ((TermsReader.Result.Ok) TermsReader.read(text, false)).terms();
        return new Subscription("sub_1", terms, 0, 0, List.of(), new Standing(State.ACTIVE, "", 0));
    }
}
