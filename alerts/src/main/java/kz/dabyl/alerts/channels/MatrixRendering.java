package kz.dabyl.alerts.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.time.Instant;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.subscriptions.Address;

/**
 * Messages in a Matrix room (client-server API, v3). The transaction id is the message's: a homeserver that has it answers a
 * second try with the event of the first. Pure.
 */
final class MatrixRendering implements Rendering<Address.Matrix> {

    /** An event has room for 65,536 bytes, and the text stands in it twice: a quotation mark takes eight of them. */
    private static final int MOST_BYTES = 6_000;

    private static final int HEADLINE_BYTES = 1_000;

    @Override
    public Request request(Address.Matrix address, Saying saying) {
        var letter = Letter.of(saying.notice());
        var rest = Letter.bytes(letter.rest(), MOST_BYTES);
        var headline = Letter.bytes(letter.headline(), HEADLINE_BYTES);
        var body = JsonNodeFactory.instance.objectNode();
        body.put("msgtype", "m.text");
        body.put("body", new Letter(headline, rest).plain());
        body.put("format", "org.matrix.custom.html");
        body.put("formatted_body", html(headline, rest));
        // Empty, and there: else a text with "@room" in it would call everybody.
        body.putObject("m.mentions");
        var path =
                "/_matrix/client/v3/rooms/" + segment(address.room()) + "/send/m.room.message/" + segment(saying.id());
        return Request.json(address.base() + path, body)
                .by(HttpMethod.PUT)
                .bearing(address.token().text());
    }

    private static String html(String headline, String rest) {
        var strong = "<strong>" + Letter.html(headline) + "</strong>";
        return rest.isEmpty() ? strong : strong + "<br>" + Letter.html(rest).replace("\n", "<br>");
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    @Override
    public Outcome judge(Answer.Came answer, Instant now) {
        var told = answer.json();
        return switch (told.path("errcode").asText()) {
            case "M_UNKNOWN_TOKEN", "M_MISSING_TOKEN" -> Outcome.refused(answer.status(), Fault.TOKEN_UNKNOWN);
            case "M_USER_DEACTIVATED" -> Outcome.gone(answer.status(), Fault.USER_DEACTIVATED);
            case "M_FORBIDDEN" -> Outcome.refused(answer.status(), Fault.NOT_IN_ROOM);
            default ->
                Outcome.of(answer, now, told.path("event_id").isTextual())
                        .after(RetryAfter.millis(told.path("retry_after_ms")));
        };
    }
}
