package kz.dabyl.alerts.channels;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import kz.dabyl.alerts.channels.Saying.Subject;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/** Push messages by ntfy, published as JSON. Pure. */
final class NtfyRendering implements Rendering<Address.Ntfy> {

    /** What is longer a server turns into an attachment, or refuses. */
    static final int MOST_BYTES = 4096;

    private static final int TITLE_BYTES = 250;
    private static final int LOUDEST = 5;
    private static final int LOUD = 4;
    private static final int USUAL = 3;
    private static final int SILENT = 1;

    @Override
    public Request request(Address.Ntfy address, Saying saying) {
        var letter = Letter.of(saying.notice());
        var body = JsonNodeFactory.instance.objectNode();
        body.put("topic", address.topic());
        body.put("title", Letter.bytes(letter.headline(), TITLE_BYTES));
        body.put("message", Letter.bytes(letter.rest().isEmpty() ? letter.headline() : letter.rest(), MOST_BYTES));
        body.put("priority", priority(saying));
        body.putArray("tags").add(tag(saying.subject()));
        body.put("markdown", false);
        saying.link().map(URI::toString).ifPresent(link -> body.put("click", link));
        var request = Request.json(address.base() + "/", body);
        return address.token().map(token -> request.bearing(token.text())).orElse(request);
    }

    private static int priority(Saying saying) {
        if (saying.subject() instanceof Subject.Event event) {
            return priority(event.type(), List.of(event.incident()));
        }
        if (saying.subject() instanceof Subject.Several several) {
            return priority(several.type(), several.incidents());
        }
        return saying.type().equals("heartbeat") ? SILENT : USUAL;
    }

    private static int priority(EventType type, List<Incident> incidents) {
        return switch (type) {
            case OPENED, CONFIRMED ->
                incidents.stream().mapToInt(NtfyRendering::weight).max().orElse(USUAL);
            case UPDATED, CLOSED, RETRACTED -> USUAL;
        };
    }

    private static int weight(Incident incident) {
        if (incident.certainty() == Incident.Certainty.SUSPECTED) {
            return USUAL;
        }
        var cut = incident.kind() == IncidentKind.SHUTDOWN
                || incident.kind() == IncidentKind.BLACKOUT
                || incident.kind() == IncidentKind.INTERNATIONAL_CUT;
        return cut ? LOUDEST : LOUD;
    }

    private static String tag(Subject subject) {
        if (subject instanceof Subject.Event event) {
            return tag(event.type());
        }
        return subject instanceof Subject.Several several ? tag(several.type()) : "satellite";
    }

    private static String tag(EventType type) {
        return switch (type) {
            case RETRACTED -> "no_entry_sign";
            case CLOSED -> "white_check_mark";
            case OPENED, UPDATED, CONFIRMED -> "rotating_light";
        };
    }

    @Override
    public Outcome judge(Answer.Came answer, Instant now) {
        // The server's own errors carry a code that begins with their status.
        var told = answer.json();
        var own = told.path("code").asInt() / 100 == answer.status();
        return own && (answer.status() == 401 || answer.status() == 403)
                ? Outcome.refused(answer.status(), Fault.MAY_NOT_PUBLISH)
                : Outcome.of(answer, now, told.path("id").isTextual());
    }
}
