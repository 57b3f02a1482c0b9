package kz.dabyl.alerts.channels;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;
import kz.dabyl.alerts.channels.Saying.Subject;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.model.Incident;

/**
 * Alerts for an Alertmanager (v2 API). An incident is one alert, named by its labels. An open one fires until a moment that
 * every repetition moves on, so that it ends by itself if we fall silent. Where a revision changes the labels, the alert of
 * the labels before is resolved by the same request. Pure.
 *
 * @param repeat how often what stands open is told again
 */
record AlertmanagerRendering(Duration repeat) implements Rendering<Address.Alertmanager> {

    /** So many repetitions may be lost before an alert ends. */
    private static final int LOST = 5;

    /** Long enough to reach whoever is on call. */
    private static final Duration NOTICE = Duration.ofHours(1);

    private static final String SEVERAL = "several";
    private static final String EVERY = "all";

    @Override
    public Request request(Address.Alertmanager address, Saying saying) {
        var alerts = JsonNodeFactory.instance.arrayNode();
        if (saying.subject() instanceof Subject.Event event) {
            event(alerts, event, saying);
        } else if (saying.subject() instanceof Subject.Several several) {
            several.incidents().forEach(incident -> present(alerts, incident, saying));
        } else {
            service(alerts, saying);
        }
        var request = Request.json(address.base() + "/api/v2/alerts", alerts);
        return address.token().map(token -> request.bearing(token.text())).orElse(request);
    }

    private void event(ArrayNode alerts, Subject.Event event, Saying saying) {
        present(alerts, event.incident(), saying);
        var present = labels(event.incident());
        var former = new LinkedHashSet<Map<String, String>>();
        event.former().forEach(revision -> former.add(labels(revision)));
        former.remove(present);
        for (var labels : former) {
            var until = Math.min(event.incident().updated(), saying.at().toEpochMilli());
            add(alerts, labels, saying, event.incident().started(), until);
        }
    }

    private void present(ArrayNode alerts, Incident incident, Saying saying) {
        var now = saying.at().toEpochMilli();
        var ended = incident.ended() == null ? incident.updated() : incident.ended();
        var until = incident.state() == Incident.State.OPEN ? fires(saying.at()) : Math.min(ended, now);
        var alert = add(alerts, labels(incident), saying, incident.started(), until);
        alert.withObject("annotations")
                .put("certainty", incident.certainty().word())
                .put("networks", String.join(", ", incident.networks()));
    }

    /** What is about no incident: signs of life never stop to fire while we live, the others do by themselves. */
    private void service(ArrayNode alerts, Saying saying) {
        var labels = new TreeMap<String, String>();
        labels.put("subscription", saying.subscription());
        var now = saying.at().toEpochMilli();
        switch (saying.type()) {
            case "heartbeat" -> {
                labels.put("alertname", "DabylWatchdog");
                add(alerts, labels, saying, now, fires(saying.at()));
            }
            case "test" -> {
                labels.put("alertname", "DabylTest");
                add(alerts, labels, saying, now, now + repeat.toMillis());
            }
            default -> {
                // Of two subscriptions that are given up at once neither hides the other.
                labels.put("alertname", "DabylNotice");
                labels.put("message", saying.id());
                add(alerts, labels, saying, now, now + NOTICE.toMillis());
            }
        }
    }

    private long fires(Instant at) {
        return at.plus(repeat.multipliedBy(LOST)).toEpochMilli();
    }

    /** What names an alert: words of closed sets, and the incident. */
    static Map<String, String> labels(Incident incident) {
        var networks = incident.networks();
        var labels = new TreeMap<String, String>();
        labels.put("alertname", "DabylIncident");
        labels.put("incident", incident.id());
        labels.put("kind", incident.kind().word());
        labels.put("area", Letter.clean(incident.area()).replace('\n', ' '));
        labels.put("network", networks.isEmpty() ? EVERY : networks.size() == 1 ? networks.get(0) : SEVERAL);
        return labels;
    }

    private static ObjectNode add(
            ArrayNode alerts, Map<String, String> labels, Saying saying, long started, long until) {
        var alert = alerts.addObject();
        var named = alert.putObject("labels");
        labels.forEach(named::put);
        var letter = Letter.of(saying.notice());
        alert.putObject("annotations").put("summary", letter.headline()).put("description", letter.rest());
        // A log may run ahead of this machine's clock, and an alert may not begin after it ends.
        var from = Math.min(started, Math.min(saying.at().toEpochMilli(), until));
        alert.put("startsAt", Instant.ofEpochMilli(from).toString());
        alert.put("endsAt", Instant.ofEpochMilli(until).toString());
        saying.link().ifPresent(link -> alert.put("generatorURL", link.toString()));
        return alert;
    }

    @Override
    public Outcome judge(Answer.Came answer, Instant now) {
        return Outcome.of(answer, now);
    }
}
