package kz.dabyl.alerts.channels;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Set;
import kz.dabyl.alerts.channels.Saying.Subject;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.words.Fault;
import kz.dabyl.model.Incident;

/**
 * Incoming webhooks of Slack, which Mattermost and Rocket.Chat take too. The three escape differently: what is markup to
 * any of them is taken from untrusted text, so that it can neither link, nor embed, nor call everybody. Pure.
 */
final class SlackRendering implements Rendering<Address.Slack> {

    /** What Rocket.Chat takes in one message; the others take more. */
    private static final int MOST_CHARACTERS = 4000;

    private static final String CUT = "#a30200";
    private static final String OVER = "#2eb67d";
    private static final String NEUTRAL = "#808080";
    private static final String NOTHING = "\u200B";

    /** Slack's answers, each the whole of a body. */
    private static final Set<String> NO_LONGER =
            Set.of("no_service", "no_team", "team_disabled", "channel_not_found", "invalid_token");

    /** Mattermost's answer, in a field of its own. */
    private static final String INVALID = "web.incoming_webhook.invalid.app_error";

    @Override
    public Request request(Address.Slack address, Saying saying) {
        var letter = Letter.of(saying.notice()).within(MOST_CHARACTERS);
        var body = JsonNodeFactory.instance.objectNode();
        body.put("text", escaped(letter.headline())).put("mrkdwn", false);
        var attachment = body.putArray("attachments").addObject();
        attachment.put("color", color(saying.subject()));
        attachment.put("fallback", escaped(Letter.clean(saying.notice().brief())));
        attachment.put("text", escaped(letter.rest()));
        attachment.putArray("mrkdwn_in");
        return Request.json(address.url().text(), body);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("](", "]" + NOTHING + "(")
                .replace("@", "@" + NOTHING);
    }

    private static String color(Subject subject) {
        if (subject instanceof Subject.Event event) {
            return switch (event.incident().state()) {
                case OPEN -> event.incident().certainty() == Incident.Certainty.CONFIRMED ? CUT : "#daa038";
                case CLOSED -> OVER;
                case RETRACTED -> NEUTRAL;
            };
        }
        if (subject instanceof Subject.Several several) {
            return several.type() == EventType.CLOSED ? OVER : CUT;
        }
        return NEUTRAL;
    }

    @Override
    public Outcome judge(Answer.Came answer, Instant now) {
        var status = answer.status();
        var refused = status >= 400 && status < 500;
        var own = NO_LONGER.contains(answer.body().strip())
                || answer.json().path("id").asText().equals(INVALID);
        var gone = status == 410 || (refused && own);
        return gone ? Outcome.gone(status, Fault.WEBHOOK_GONE) : Outcome.of(answer, now);
    }
}
