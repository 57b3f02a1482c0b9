package kz.dabyl.alerts.subscriptions;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes an address into the JSON of its subscription: for operators, or with its sealed secrets to be stored. */
record AddressJson(ObjectNode tree, boolean stored) {

    void write(Address address) {
        tree.put("channel", address.channel().word());
        if (address instanceof Address.Webhook webhook) {
            tree.put("url", webhook.url());
        }
    }
}
