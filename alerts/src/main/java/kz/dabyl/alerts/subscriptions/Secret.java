package kz.dabyl.alerts.subscriptions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import kz.dabyl.alerts.webhook.UnsealException;
import kz.dabyl.alerts.webhook.WebhookKeys;

/**
 * A part of an address that lets its holder speak in somebody's name, or that says who somebody is. It is stored sealed,
 * bound to its subscription, and shown by its hint alone.
 */
public sealed interface Secret {

    /** By what operators may know it again. */
    String hint();

    /** The text itself; only of an open one. */
    String text();

    /** As it is stored. */
    default Secret sealed(WebhookKeys keys, String subscription) {
        return this instanceof Open open
                ? new Sealed(keys.seal(open.text.getBytes(UTF_8), subscription), open.hint)
                : this;
    }

    /** @throws UnsealException if it was sealed with another key or for another subscription */
    default Secret opened(WebhookKeys keys, String subscription) {
        return this instanceof Sealed sealed
                ? new Open(new String(keys.unseal(sealed.sealed, subscription), UTF_8), sealed.hint)
                : this;
    }

    /** Never in logs: it does not print itself. */
    record Open(String text, String hint) implements Secret {

        private static final int SHOWN = 4;
        private static final int LONG_ENOUGH = 12;

        /** One of which the last characters may be shown if it is long enough for that. */
        public static Open of(String text) {
            return new Open(text, text.length() < LONG_ENOUGH ? "set" : "…" + text.substring(text.length() - SHOWN));
        }

        /** An address: shown as far as its host. */
        public static Open url(String text) {
            var host = Pattern.compile("^(https?://[^/?#@]{1,260})[/?#]").matcher(text);
            return new Open(text, (host.find() ? host.group(1) + "/" : "") + of(text).hint);
        }

        /** A mailbox: shown as far as its domain. */
        public static Open mailbox(String text) {
            return new Open(text, text.replaceFirst("^[^@]*", "…"));
        }

        @Override
        public String toString() {
            return hint;
        }
    }

    record Sealed(String sealed, String hint) implements Secret {

        @Override
        public String text() {
            throw new IllegalStateException("the secret is sealed");
        }
    }
}
