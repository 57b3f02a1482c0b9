package kz.dabyl.alerts.channels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.subscriptions.Address;

/**
 * Messages of a Telegram bot ({@code sendMessage} of the Bot API). Telegram counts characters after it has read the
 * markup, so texts are cut before they are put into it, and no entity is ever cut. Pure.
 */
final class TelegramRendering implements Rendering<Address.Telegram> {

    /** UTF-16 units, as the Bot API counts. */
    static final int MOST_CHARACTERS = 4096;

    private static final int BAD_REQUEST = 400;
    private static final long GENERAL_TOPIC = 1;

    @Override
    public Request request(Address.Telegram address, Saying saying) {
        var letter = Letter.of(saying.notice()).within(MOST_CHARACTERS);
        var body = JsonNodeFactory.instance.objectNode();
        if (address.chat().startsWith("@")) {
            body.put("chat_id", address.chat());
        } else {
            body.put("chat_id", Long.parseLong(address.chat()));
        }
        topic(address).ifPresent(thread -> body.put("message_thread_id", thread));
        body.put("text", html(letter)).put("parse_mode", "HTML");
        body.putObject("link_preview_options").put("is_disabled", true);
        return Request.json(address.base() + "/bot" + address.token().text() + "/sendMessage", body);
    }

    /** The topic to name: Telegram knows none by the number of the General one, which is where a message without any goes. */
    private static OptionalLong topic(Address.Telegram address) {
        var general = address.thread().equals(OptionalLong.of(GENERAL_TOPIC));
        return general ? OptionalLong.empty() : address.thread();
    }

    private static String html(Letter letter) {
        var headline = "<b>" + Letter.html(letter.headline()) + "</b>";
        return letter.rest().isEmpty() ? headline : headline + "\n" + Letter.html(letter.rest());
    }

    /** Where a message belongs that was not taken at {@code asked}, if Telegram says so itself. */
    static Optional<Address.Telegram> elsewhere(Address.Telegram asked, Answer.Came answer) {
        var told = answer.json();
        if (!refusal(told, answer) || answer.status() != BAD_REQUEST) {
            return Optional.empty();
        }
        var chat = told.path("parameters").path("migrate_to_chat_id");
        var another = !chat.asText().equals(asked.chat());
        if (chat.isIntegralNumber() && chat.canConvertToLong() && another) {
            return Optional.of(asked.in(chat.asText()));
        }
        // It says so in busy groups of topics that are there, too.
        return topic(asked).isPresent() && why(told).contains("thread not found")
                ? Optional.of(asked.withoutTopic())
                : Optional.empty();
    }

    /** Whether Telegram took nothing, in its own words. */
    private static boolean refusal(JsonNode told, Answer.Came answer) {
        return !told.path("ok").asBoolean(true) && told.path("error_code").asInt() == answer.status();
    }

    private static String why(JsonNode told) {
        return told.path("description").asText().toLowerCase(Locale.ROOT);
    }

    @Override
    public Outcome judge(Answer.Came answer, Instant now) {
        var told = answer.json();
        if (!refusal(told, answer)) {
            return Outcome.of(answer, now, told.path("ok").asBoolean());
        }
        var code = answer.status();
        return switch (code) {
            case 401, 404 -> Outcome.refused(code, Fault.BOT_UNKNOWN);
            case 403 -> Outcome.gone(code, Fault.BOT_BLOCKED);
            case BAD_REQUEST -> rejected(answer, why(told), now);
            default ->
                Outcome.of(answer, now)
                        .after(RetryAfter.seconds(told.path("parameters").path("retry_after")));
        };
    }

    private static Outcome rejected(Answer.Came answer, String why, Instant now) {
        if (why.contains("chat not found")
                || why.contains("chat_id is empty")
                || why.contains("group chat was deleted")) {
            return Outcome.gone(answer.status(), Fault.CHAT_UNKNOWN);
        }
        return why.contains("upgraded to a supergroup")
                ? Outcome.refused(answer.status(), Fault.SUPERGROUP)
                : Outcome.of(answer, now);
    }
}
