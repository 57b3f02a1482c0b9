package kz.dabyl.alerts.faults;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why tries fail. Operators read it as it is kept, in English; whoever is told in a message reads a phrase of their language. Such
 * a text has a number in it at most, and so names neither an address nor anything that a receiver said; what is kept names the host
 * besides that does not resolve.
 */
public enum Fault {
    ANSWERED("the receiver answered %", "answered"),
    MAIL_ANSWERED("the mail server answered %", "answered"),
    REDIRECTS("redirects are not followed", "redirects"),
    BETWEEN("the answer % is not the service's own: something stands in between", "between"),
    UNEXPECTED("the gateway's answer is not what was expected", "between"),
    UNRESOLVED("the host name does not resolve", "unresolved"),
    NOT_PUBLIC("the host resolves to an address that is not public", "address"),
    NO_ROUTE("no route to the receiver", "unreachable"),
    CONNECTION_REFUSED("connection refused", "unreachable"),
    CONNECTION_CLOSED("the connection was closed before an answer came", "unreachable"),
    TLS("TLS failed: the certificate is not trusted, or there is no common protocol", "insecure"),
    STARTTLS("the mail server offers no STARTTLS", "insecure"),
    LATE("no answer within % ms", "late"),
    NUMBERS("not all numbers were reached in one try", "numbers"),
    BOT_UNKNOWN("Telegram does not know the bot's token", "refused"),
    TOKEN_UNKNOWN("the homeserver does not know the access token", "refused"),
    NOT_IN_ROOM("the user may not write in the room: invite it first", "refused"),
    MAY_NOT_PUBLISH("the token may not publish to the topic", "refused"),
    MAY_NOT_POST("the workspace does not allow the incoming webhook to post", "refused"),
    SUPERGROUP("the group became a supergroup and has another chat_id now", "gone"),
    NO_TOPIC("the topic message_thread_id is not there", "gone"),
    BOT_BLOCKED("the bot was blocked or removed from the chat", "gone"),
    CHAT_UNKNOWN("Telegram does not know the chat, or the bot is not in it", "gone"),
    WEBHOOK_NOT_FOUND("the incoming webhook is no more, or its service cannot look it up now", "gone"),
    WEBHOOK_GONE("the incoming webhook is no more", "gone"),
    USER_DEACTIVATED("the user is deactivated", "gone"),
    MAILBOX_UNKNOWN("the mail server does not know the mailbox, or it is closed", "gone"),
    GATEWAY_GONE("the gateway answered %", "answered"),
    UNSEALED("the secret cannot be opened with this deployment's key", "ours"),
    NO_MAIL_SERVER("this deployment has no mail server", "ours"),
    UNCERTAIN("it was not certain that no other process sends it", "ours"),
    OTHER("the request failed", "other");

    private static final String NUMBER = "%";
    private static final String NAMED = ": ";
    private static final String GIVEN_UP = "a message could not be delivered: ";

    private final String text;
    private final String phrase;
    private final Pattern pattern;

    Fault(String text, String phrase) {
        this.text = text;
        this.phrase = phrase;
        this.pattern = Pattern.compile(Pattern.quote(text).replace(NUMBER, "\\E([0-9]{1,9})\\Q"));
    }

    /**
     * One that happened.
     *
     * @param number that its text has, if any
     */
    public record Known(Fault fault, Optional<String> number) {}

    /** What is kept of it, and what operators read. */
    public String text() {
        return text;
    }

    /** The same with its number. */
    public String text(long number) {
        return text.replace(NUMBER, String.valueOf(number));
    }

    /** The same with the host that operators look for. */
    public String text(String host) {
        return text + NAMED + host;
    }

    /** The key of what people are told. */
    public String phrase() {
        return "fault." + phrase;
    }

    /** What {@code kept} says; {@link #OTHER} where that is more than may be told, or nothing that this version knows. */
    public static Known read(String kept) {
        var text = kept.startsWith(GIVEN_UP) ? kept.substring(GIVEN_UP.length()) : kept;
        if (text.startsWith(UNRESOLVED.text(""))) {
            return new Known(UNRESOLVED, Optional.empty());
        }
        return Arrays.stream(values())
                .flatMap(fault -> fault.in(text).stream())
                .findFirst()
                .orElse(new Known(OTHER, Optional.empty()));
    }

    private Optional<Known> in(String text) {
        var found = pattern.matcher(text);
        return found.matches()
                ? Optional.of(new Known(this, found.groupCount() == 0 ? Optional.empty() : Optional.of(found.group(1))))
                : Optional.empty();
    }

    /** Why nothing is sent any more after a message met {@code fault} for the last time. */
    public static String givenUp(String fault) {
        return GIVEN_UP + fault;
    }

    /** What strangers may read of {@code kept}. */
    public static String told(String kept) {
        var known = read(kept);
        var text = known.number()
                .map(number -> known.fault().text.replace(NUMBER, number))
                .orElse(known.fault().text);
        return kept.startsWith(GIVEN_UP) ? GIVEN_UP + text : text;
    }
}
