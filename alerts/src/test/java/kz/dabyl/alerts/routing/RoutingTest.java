package kz.dabyl.alerts.routing;

import static kz.dabyl.alerts.routing.Listener.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.routing.Decision.Send;
import kz.dabyl.alerts.routing.Decision.Skip;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.alerts.subscriptions.Subscription.Standing;
import kz.dabyl.alerts.subscriptions.Subscription.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {

    private final SomeIncident opening = SomeIncident.opening("i");

    private final Subscription everything = subscription("");

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
}
