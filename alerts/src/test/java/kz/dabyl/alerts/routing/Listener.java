package kz.dabyl.alerts.routing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.incidents.AreaMatch;
import kz.dabyl.alerts.routing.Decision.Send;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.alerts.subscriptions.Subscription.Standing;
import kz.dabyl.alerts.subscriptions.Subscription.State;
import kz.dabyl.alerts.subscriptions.TermsReader;

/** A subscriber who is told of revisions one after the other, and believes what they were told. */
final class Listener {

    static final Instant DAY = Instant.parse("2021-04-24T07:00:00Z");

    private final Routing routing = new Routing(new AreaMatch(List.of("KZ")));
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

    static Subscription subscription(String more) {
        var text = "{\"channel\":\"webhook\",\"url\":\"https://example.org/hook\"" + more + "}";
        var terms = ((TermsReader.Result.Ok) TermsReader.read(text, false)).terms();
        return new Subscription("sub_1", terms, 0, 0, List.of(), new Standing(State.ACTIVE, "", 0));
    }
}
