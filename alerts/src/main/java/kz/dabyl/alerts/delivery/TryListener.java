package kz.dabyl.alerts.delivery;

import kz.dabyl.alerts.subscriptions.Subscription;

/**
 * Is told how tries end. {@link GivingUp} alone listens: it sends messages itself, by what tells it, and this breaks the circle.
 */
interface TryListener {

    /** The receiver took a message just now. */
    void heard(String subscription);

    /** Nothing is to be sent to this subscription any more, since the try that {@code standing} dates from. */
    void silence(String subscription, Subscription.Standing standing);
}
