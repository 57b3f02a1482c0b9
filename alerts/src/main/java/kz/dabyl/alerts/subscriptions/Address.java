package kz.dabyl.alerts.subscriptions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Where the messages of a subscription go; one form for each channel. Its secrets are sealed but while they are used. Base
 * addresses end without a slash.
 */
public sealed interface Address {

    Channel channel();

    /**
     * Where requests go, for a guard to look at before any is made; empty where the deployment itself says that, and where
     * it is sealed.
     */
    Optional<Target> target();

    /** The same, each secret changed. */
    default Address with(UnaryOperator<Secret> change) {
        return this;
    }

    /**
     * An address on the network.
     *
     * @param field that it stands in
     */
    record Target(String field, String url) {

        static Optional<Target> base(String url) {
            return Optional.of(new Target("base_url", url));
        }

        static Optional<Target> url(Secret url, UnaryOperator<String> filled) {
            return url instanceof Secret.Open open
                    ? Optional.of(new Target("url", filled.apply(open.text())))
                    : Optional.empty();
        }
    }

    /**
     * A receiver of webhooks.
     *
     * @param url where they go
     */
    record Webhook(String url, Format format) implements Address {

        /** What stands in the body. */
        public enum Format {
            /** {@code type}, {@code timestamp}, {@code data}, by Standard Webhooks. */
            STANDARD("standard"),
            /** CloudEvents 1.0, structured. */
            CLOUDEVENTS("cloudevents");

            private final String word;

            Format(String word) {
                this.word = word;
            }

            public String word() {
                return word;
            }
        }

        @Override
        public Channel channel() {
            return Channel.WEBHOOK;
        }

        @Override
        public Optional<Target> target() {
            return Optional.of(new Target("url", url));
        }
    }

    /**
     * A chat, seen by a bot.
     *
     * @param chat number, or name of a public channel with its {@code @}
     * @param thread topic within a group
     */
    record Telegram(String base, Secret token, String chat, OptionalLong thread) implements Address {

        @Override
        public Channel channel() {
            return Channel.TELEGRAM;
        }

        @Override
        public Optional<Target> target() {
            return Target.base(base);
        }

        @Override
        public Address with(UnaryOperator<Secret> change) {
            return new Telegram(base, change.apply(token), chat, thread);
        }

        /** The same bot's way into another chat. */
        public Telegram in(String other) {
            return new Telegram(base, token, other, thread);
        }

        public Telegram withoutTopic() {
            return new Telegram(base, token, chat, OptionalLong.empty());
        }
    }

    /** @param url of an incoming webhook: whoever knows it may post */
    record Slack(Secret url) implements Address {

        @Override
        public Channel channel() {
            return Channel.SLACK;
        }

        @Override
        public Optional<Target> target() {
            return Target.url(url, UnaryOperator.identity());
        }

        @Override
        public Address with(UnaryOperator<Secret> change) {
            return new Slack(change.apply(url));
        }
    }

    /** @param room its id, not an alias */
    record Matrix(String base, String room, Secret token) implements Address {

        @Override
        public Channel channel() {
            return Channel.MATRIX;
        }

        @Override
        public Optional<Target> target() {
            return Target.base(base);
        }

        @Override
        public Address with(UnaryOperator<Secret> change) {
            return new Matrix(base, room, change.apply(token));
        }
    }

    record Ntfy(String base, String topic, Optional<Secret> token) implements Address {

        @Override
        public Channel channel() {
            return Channel.NTFY;
        }

        @Override
        public Optional<Target> target() {
            return Target.base(base);
        }

        @Override
        public Address with(UnaryOperator<Secret> change) {
            return new Ntfy(base, topic, token.map(change));
        }
    }

    /** By the deployment's mail server. */
    record Email(Secret to) implements Address {

        @Override
        public Channel channel() {
            return Channel.EMAIL;
        }

        @Override
        public Optional<Target> target() {
            return Optional.empty();
        }

        @Override
        public Address with(UnaryOperator<Secret> change) {
            return new Email(change.apply(to));
        }
    }

    /**
     * A gateway over HTTP.
     *
     * @param url a template, as is the body
     * @param to numbers in E.164
     * @param expect what the answer to a message that was taken contains; empty if its status says enough
     */
    record Sms(
            Secret url,
            String method,
            Map<String, Secret> headers,
            Optional<Secret> body,
            List<Secret> to,
            String expect)
            implements Address {

        public Sms {
            headers = Map.copyOf(headers);
            to = List.copyOf(to);
        }

        @Override
        public Channel channel() {
            return Channel.SMS;
        }

        @Override
        public Optional<Target> target() {
            return Target.url(url, SmsTemplate::sample);
        }

        @Override
        public Address with(UnaryOperator<Secret> change) {
            var changed = new LinkedHashMap<String, Secret>();
            headers.forEach((name, value) -> changed.put(name, change.apply(value)));
            return new Sms(
                    change.apply(url),
                    method,
                    changed,
                    body.map(change),
                    to.stream().map(change).toList(),
                    expect);
        }
    }

    /** @param token for a proxy before it that asks for one */
    record Alertmanager(String base, Optional<Secret> token) implements Address {

        @Override
        public Channel channel() {
            return Channel.ALERTMANAGER;
        }

        @Override
        public Optional<Target> target() {
            return Target.base(base);
        }

        @Override
        public Address with(UnaryOperator<Secret> change) {
            return new Alertmanager(base, token.map(change));
        }
    }
}
