package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import kz.dabyl.alerts.delivery.Retelling.Line;
import kz.dabyl.alerts.delivery.Retelling.Scope;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.incidents.AreaMatch;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.alerts.routing.Decision;
import kz.dabyl.alerts.routing.Routing;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.alerts.subscriptions.Subscription.Standing;
import kz.dabyl.alerts.subscriptions.Subscription.State;
import kz.dabyl.alerts.subscriptions.TermsReader;
import org.junit.jupiter.api.Test;

class RetellingTest {

    private static final String UNTIL_FIVE_PAST =
            ",\"quiet_hours\":{\"from\":\"06:00\",\"until\":\"07:05\",\"zone\":\"UTC\"}";

    private final SomeIncident opening = SomeIncident.opening("i");
    private final List<Message> known = new ArrayList<>();

    @Test
    void decidesAgainWhatNoMessageIsKnownOf() {
        var lines = retold(subscription(""), Scope.AS_IT_WAS, opening, opening.revision(2), closed(3));

        assertThat(reasons(lines)).containsExactly("send asked_for", "send asked_for", "send ends_what_they_know");
        assertThat(owed(lines)).containsExactly("opened 1", "updated 2", "closed 3");
    }

    @Test
    void takesWhatWasSentForWhatHappened() {
        // By the rules it would have been an update.
        know(EventType.OPENED, opening.revision(2), Message.State.DELIVERED);

        var lines = retold(subscription(""), Scope.AS_IT_WAS, opening, opening.revision(2));

        assertThat(lines.get(1).decision().event()).contains(EventType.OPENED);
        assertThat(lines.get(1).message()).map(Message::state).contains(Message.State.DELIVERED);
    }

    @Test
    void saysWhatWasPublishedBeforeTheSubscription() {
        var late = subscription("").startingAt(1);

        var lines = retold(late, Scope.AS_OWED, opening, opening.revision(2));

        assertThat(reasons(lines)).containsExactly("skip before_subscription", "send asked_for");
        assertThat(owed(lines)).containsExactly("opened 2");
    }

    @Test
    void owesWhatWasPublishedWhileTheSubscriptionWasNotActive() {
        var back = subscription("")
                .silenced(new Standing(State.DISABLED, "why", 0), 1)
                .resumed(0, 2);

        var asItWas = retold(back, Scope.AS_IT_WAS, opening, opening.revision(2), closed(3));
        var asOwed = retold(back, Scope.AS_OWED, opening, opening.revision(2), closed(3));

        assertThat(reasons(asItWas)).containsExactly("send asked_for", "skip inactive", "send ends_what_they_know");
        assertThat(owed(asOwed)).containsExactly("opened 1", "updated 2", "closed 3");
    }

    @Test
    void owesAfterQuietHoursTheLastThatWasHeld() {
        var quiet = subscription(UNTIL_FIVE_PAST);

        // Revisions are ten seconds apart, from 07:00:42 on: the thirtieth comes after the quiet hours.
        var lines = retold(quiet, Scope.AS_OWED, opening, opening.revision(2), opening.revision(30));

        assertThat(reasons(lines)).containsExactly("hold quiet_hours", "hold quiet_hours", "send asked_for");
        assertThat(owed(lines)).containsExactly("opened 2", "updated 30");
    }

    @Test
    void owesNothingOfWhatBeganAndEndedInQuietHours() {
        var lines = retold(subscription(UNTIL_FIVE_PAST), Scope.AS_OWED, opening, closed(2));

        assertThat(reasons(lines)).containsExactly("hold quiet_hours", "skip never_told");
        assertThat(owed(lines)).isEmpty();
    }

    @Test
    void doesNotOweWhatStillWaitsForTheEndOfQuietHours() {
        know(EventType.OPENED, opening, Message.State.HELD);

        var lines = retold(subscription(UNTIL_FIVE_PAST), Scope.AS_OWED, opening);

        assertThat(lines.get(0).decision()).isInstanceOf(Decision.Hold.class);
        assertThat(owed(lines)).isEmpty();
    }

    private SomeIncident closed(int revision) {
        return opening.revision(revision).closed();
    }

    private void know(EventType type, SomeIncident revision, Message.State state) {
        var incident = revision.incident();
        var told = Told.after(Optional.empty(), type, incident);
        var message = Message.telling(
                "sub_1", type, told, new Revision(0, incident, ""), Message.State.PENDING, incident.updated());
        known.add(
                state == Message.State.HELD
                        ? Message.telling("sub_1", type, told, new Revision(0, incident, ""), state, incident.updated())
                        : message.tried(state, 9, OptionalInt.of(204), "", 9));
    }

    private List<Line> retold(Subscription subscription, Scope scope, SomeIncident... life) {
        var revisions = new ArrayList<Revision>();
        for (var revision : life) {
            revisions.add(new Revision(revisions.size(), revision.incident(), ""));
        }
        var evening = Instant.parse("2021-04-24T20:00:00Z").toEpochMilli();
        return new Retelling(new Routing(new AreaMatch(List.of("KZ"))), subscription, scope, known)
                .of(revisions, evening);
    }

    private static Stream<String> reasons(List<Line> lines) {
        return lines.stream()
                .map(line ->
                        line.decision().word() + " " + line.decision().reason().word());
    }

    private static Stream<String> owed(List<Line> lines) {
        return lines.stream()
                .flatMap(line -> line.owed().stream()
                        .map(say -> say.type().word() + " " + say.told().revision()));
    }

    private static Subscription subscription(String more) {
        var text = "{\"channel\":\"webhook\",\"url\":\"https://example.org/hook\"" + more + "}";
        var terms = ((TermsReader.Result.Ok) TermsReader.read(text, false)).terms();
        return new Subscription("sub_1", terms, 0, 0, List.of(), new Standing(State.ACTIVE, "", 0));
    }
}
