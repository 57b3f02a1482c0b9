package kz.dabyl.alerts.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/** Writes an address into the JSON of its subscription: for operators, or with its sealed secrets to be stored. */
record AddressJson(ObjectNode tree, boolean stored) {

    void write(Address address) {
        tree.put("channel", address.channel().word());
        if (address instanceof Address.Webhook webhook) {
            tree.put("url", webhook.url());
            tree.put("format", webhook.format().word());
        } else if (address instanceof Address.Telegram telegram) {
            base(telegram.base(), Optional.of(telegram.token()));
            tree.put("chat_id", telegram.chat());
            telegram.thread().ifPresent(thread -> tree.put("message_thread_id", thread));
        } else if (address instanceof Address.Slack slack) {
            tree.set("url", secret(slack.url()));
        } else if (address instanceof Address.Matrix matrix) {
            base(matrix.base(), Optional.of(matrix.token()));
            tree.put("room", matrix.room());
        } else if (address instanceof Address.Ntfy ntfy) {
            base(ntfy.base(), ntfy.token());
            tree.put("topic", ntfy.topic());
        } else if (address instanceof Address.Email email) {
            tree.set("to", secret(email.to()));
        } else if (address instanceof Address.Sms sms) {
            sms(sms);
        } else if (address instanceof Address.Alertmanager alertmanager) {
            base(alertmanager.base(), alertmanager.token());
        }
    }

    private void base(String url, Optional<Secret> token) {
        tree.put("base_url", url);
        token.ifPresent(set -> tree.set("token", secret(set)));
    }

    private void sms(Address.Sms sms) {
        tree.set("url", secret(sms.url()));
        tree.put("method", sms.method());
        var headers = tree.putObject("headers");
        sms.headers().forEach((name, value) -> headers.set(name, secret(value)));
        sms.body().ifPresent(body -> tree.set("body", secret(body)));
        var to = tree.putArray("to");
        sms.to().forEach(number -> to.add(secret(number)));
        if (!sms.expect().isEmpty()) {
            tree.put("expect", sms.expect());
        }
    }

    private JsonNode secret(Secret secret) {
        return stored && secret instanceof Secret.Sealed sealed
                ? tree.objectNode().put("sealed", sealed.sealed()).put("hint", sealed.hint())
                : TextNode.valueOf(secret.hint());
    }
}
