package kz.dabyl.alerts.subscriptions;

import static kz.dabyl.alerts.subscriptions.Faults.absent;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import kz.dabyl.alerts.subscriptions.Address.Webhook.Format;
import kz.dabyl.alerts.webhook.RefusedException;
import kz.dabyl.alerts.webhook.WebhookUrl;

/**
 * Reads the channel of a subscription and what that channel needs to know. Use once.
 *
 * @param allowPrivate whether plain http and address literals are taken
 * @param stored whether it comes from our own log, where secrets are sealed
 */
record AddressReader(Faults faults, boolean allowPrivate, boolean stored) {

    private static final String TELEGRAM = "https://api.telegram.org";
    private static final String NTFY = "https://ntfy.sh";
    private static final Pattern BOT = Pattern.compile("[0-9]{1,20}:[A-Za-z0-9_-]{10,100}");
    private static final Pattern CHAT = Pattern.compile("-?[0-9]{1,20}|@[A-Za-z][A-Za-z0-9_]{3,60}");
    private static final String A_CHAT = "the number of a chat, of 64 bits at most, or @name of a public channel";
    private static final Pattern ROOM = Pattern.compile("![!-~&&[^/?#]]{1,254}");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,1000}");
    private static final Pattern MAILBOX = Pattern.compile(
            "(?=.{3,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*"
                    + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    /** The address in {@code tree}; any, where there are faults. */
    Address read(JsonNode tree) {
        var node = tree.path("channel");
        var channel = Channel.ofWord(node.isTextual() ? node.asText() : "");
        if (channel.isEmpty()) {
            faults.bad(
                    "/channel",
                    absent(node)
                            ? "is required: " + Channel.words()
                            : "expected " + Channel.words() + ", was " + Faults.shown(node));
        }
        return switch (channel.orElse(Channel.WEBHOOK)) {
            case WEBHOOK -> new Address.Webhook(url(tree), format(tree.path("format")));
            case TELEGRAM ->
                new Address.Telegram(
                        base(tree, TELEGRAM),
                        token(tree, BOT, "a bot's token such as 123456:ABC…"),
                        chat(tree),
                        thread(tree));
            case SLACK -> new Address.Slack(secretUrl(tree));
            case MATRIX ->
                new Address.Matrix(
                        base(tree, ""),
                        text(tree, "room", ROOM, "the id of a room such as !abc:example.org"),
                        token(tree, TOKEN, "an access token"));
            case NTFY ->
                new Address.Ntfy(
                        base(tree, NTFY),
                        text(tree, "topic", TOPIC, "1 to 64 letters, digits, - or _"),
                        optionalToken(tree));
            case EMAIL ->
                new Address.Email(secret(
                        tree.path("to"), "/to", MAILBOX, "an address such as duty@example.org", Secret.Open::mailbox));
            case SMS -> new SmsReader(this).read(tree);
            case ALERTMANAGER -> new Address.Alertmanager(base(tree, ""), optionalToken(tree));
        };
    }

    private Format format(JsonNode node) {
        if (absent(node)) {
            return Format.STANDARD;
        }
        for (var format : Format.values()) {
            if (node.isTextual() && format.word().equals(node.asText())) {
                return format;
            }
        }
        faults.expected("/format", "standard or cloudevents", node);
        return Format.STANDARD;
    }

    private String url(JsonNode tree) {
        var url = text(tree, "url", Pattern.compile("(?s).*"), "an address");
        if (tree.path("url").isTextual()) {
            checked("/url", url);
        }
        return url;
    }

    /** An address that is a secret itself. */
    private Secret secretUrl(JsonNode tree) {
        var url = secret(tree.path("url"), "/url", Pattern.compile("(?s).*"), "an address", Secret.Open::url);
        if (url instanceof Secret.Open open && tree.path("url").isTextual()) {
            checked("/url", open.text());
        }
        return url;
    }

    private String base(JsonNode tree, String otherwise) {
        var node = tree.path("base_url");
        if (absent(node) && !otherwise.isEmpty()) {
            return otherwise;
        }
        var url = text(tree, "base_url", Pattern.compile("[^?]*"), "an address without a query");
        // An empty one is none; one that was refused already is not told of twice.
        if (node.isTextual() && url.equals(node.asText())) {
            checked("/base_url", url);
        }
        return url.replaceFirst("/+$", "");
    }

    /** Tells of an address to which nothing may be sent. */
    void checked(String pointer, String url) {
        try {
            WebhookUrl.parse(url, allowPrivate);
        } catch (RefusedException e) {
            faults.bad(pointer, e.reason());
        }
    }

    private Secret token(JsonNode tree, Pattern pattern, String expected) {
        return secret(tree.path("token"), "/token", pattern, expected, Secret.Open::of);
    }

    private Optional<Secret> optionalToken(JsonNode tree) {
        return absent(tree.path("token")) ? Optional.empty() : Optional.of(token(tree, TOKEN, "a token"));
    }

    private String chat(JsonNode tree) {
        var node = tree.path("chat_id");
        var chat = node.isIntegralNumber() ? node.asText() : text(tree, "chat_id", CHAT, A_CHAT);
        if (!stored && !chat.isEmpty() && !chat.startsWith("@") && new BigInteger(chat).bitLength() >= Long.SIZE) {
            faults.expected("/chat_id", A_CHAT, node);
        }
        return chat;
    }

    private OptionalLong thread(JsonNode tree) {
        var node = tree.path("message_thread_id");
        if (absent(node)) {
            return OptionalLong.empty();
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 1) {
            faults.expected("/message_thread_id", "an integer from 1", node);
            return OptionalLong.empty();
        }
        return OptionalLong.of(node.asLong());
    }

    private String text(JsonNode tree, String field, Pattern pattern, String expected) {
        var node = tree.path(field);
        if (absent(node)) {
            faults.bad("/" + field, required(tree));
        } else if (!node.isTextual()) {
            faults.expected("/" + field, "a string", node);
        } else if (!pattern.matcher(node.asText()).matches()) {
            faults.expected("/" + field, expected, node);
        } else {
            return node.asText();
        }
        return "";
    }

    private static String required(JsonNode tree) {
        return "is required for the channel " + tree.path("channel").asText("webhook");
    }

    /** A secret; a bad one is never told again. */
    Secret secret(JsonNode node, String pointer, Pattern pattern, String expected, Function<String, Secret> open) {
        if (stored && node.path("sealed").isTextual()) {
            return new Secret.Sealed(
                    node.path("sealed").asText(), node.path("hint").asText());
        }
        if (absent(node)) {
            faults.bad(pointer, "is required: " + expected);
        } else if (!node.isTextual() || !pattern.matcher(node.asText()).matches()) {
            faults.bad(pointer, "expected " + expected);
        }
        return open.apply(node.asText(""));
    }
}
