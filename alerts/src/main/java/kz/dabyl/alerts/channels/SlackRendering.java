package kz.dabyl.alerts.channels;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.alerts.channels.Saying.Subject;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.model.Incident;

/**
 * Incoming webhooks of Slack, which Mattermost and Rocket.Chat take too. The three escape differently: what is markup to
 * any of them is taken from untrusted text, so that it can neither link, nor embed, nor call everybody. Pure.
 */
final class SlackRendering implements Rendering<Address.Slack> {

    /** What Rocket.Chat takes in one message; the others take more. */
    private static final int MOST_CHARACTERS = 4000;

    private static final String CUT = "#a30200";
    private static final String DOUBTED = "#daa038";
    private static final String OVER = "#2eb67d";
    private static final String NEUTRAL = "#808080";
    private static final String NOTHING = "\u200B";

    /** Slack's answers, each the whole of a body. */
    private static final Set<String> NO_LONGER = Set.of(
            "no_service",
            "no_service_id",
            "no_active_hooks",
            "no_team",
            "team_disabled",
            "channel_not_found",
            "invalid_token");

    /** The same of a workspace whose rules keep the webhook from writing where it should. */
    private static final String PROHIBITED = "action_prohibited";

    /** Mattermost's answer, in a field of its own, of a webhook that was deleted, and of any while its database is away. */
    private static final String NOT_FOUND = "web.incoming_webhook.invalid.app_error";

    @Override
    public Request request(Address.Slack address, Saying saying) {
        var letter = Letter.of(saying.notice()).within(MOST_CHARACTERS, SlackRendering::escapedLength);
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

    /** At most; of two characters in a row that are markup together each is counted as if it was one. */
    private static int escapedLength(int c) {
        return escaped(Character.toString(c)).length() + (c == ']' ? NOTHING.length() : 0);
    }

    private static String color(Subject subject) {
        if (subject instanceof Subject.Event event) {
            return color(List.of(event.incident()));
        }
        return subject instanceof Subject.Several several ? color(several.incidents()) : NEUTRAL;
    }

    /** That of the worst. */
    private static String color(List<Incident> incidents) {
        var colors = incidents.stream().map(SlackRendering::color).collect(Collectors.toSet());
        return Stream.of(CUT, DOUBTED, OVER)
                .filter(colors::contains)
                .findFirst()
                .orElse(NEUTRAL);
    }

    private static String color(Incident incident) {
        return switch (incident.state()) {
            case OPEN -> incident.certainty() == Incident.Certainty.CONFIRMED ? CUT : DOUBTED;
            case CLOSED -> OVER;
            case RETRACTED -> NEUTRAL;
        };
    }

    @Override
    public Outcome judge(Answer.Came answer, Instant now) {
        var status = answer.status();
        var refused = status >= 400 && status < 500;
        if (refused && answer.json().path("id").asText().equals(NOT_FOUND)) {
            return Outcome.of(answer, now).because(Fault.WEBHOOK_NOT_FOUND);
        }
        var word = answer.body().strip();
        if (refused && word.equals(PROHIBITED)) {
            return Outcome.refused(status, Fault.MAY_NOT_POST);
        }
        var gone = status == 410 || (refused && NO_LONGER.contains(word));
        return gone ? Outcome.gone(status, Fault.WEBHOOK_GONE) : Outcome.of(answer, now, !isPage(answer.body()));
    }

    /** Services that take such messages answer in many ways, but none with a page. */
    private static boolean isPage(String body) {
        return body.stripLeading().startsWith("<");
    }
}
