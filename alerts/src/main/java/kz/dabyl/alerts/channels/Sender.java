package kz.dabyl.alerts.channels;

import io.vertx.core.Future;
import kz.dabyl.alerts.subscriptions.Address;

/** Sends messages: the network, or a fake in tests. */
public interface Sender {

    /**
     * One try; the future never fails.
     *
     * @param address with open secrets
     */
    Future<Outcome> send(Address address, Saying saying);
}
