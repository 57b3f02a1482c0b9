package kz.dabyl.alerts.subscriptions;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where the messages of a subscription go; one form for each channel. Its secrets are sealed but while they are used. */
public sealed interface Address {

    Channel channel();

    /** Where requests go, for a guard to look at before any is made; empty where the deployment itself says that. */
    Optional<Target> target();

    /** The same, each secret changed. */
    Address with(UnaryOperator<Secret> change);

    /**
     * An address on the network.
     *
     * @param field that it stands in
     */
    record Target(String field, String url) {}

    /** @param url where webhooks go */
    record Webhook(String url) implements Address {

        @Override
        public Channel channel() {
            return Channel.WEBHOOK;
        }

        @Override
        public Optional<Target> target() {
            return Optional.of(new Target("url", url));
        }

        @Override
        public Address with(UnaryOperator<Secret> change) {
            return this;
        }
    }
}
