package kz.dabyl.alerts.delivery;

import kz.dabyl.alerts.subscriptions.Subscription;

/** What follows from how tries end. */
interface Aftermath {

    /** The receiver took a message just now. */
    void heard(String subscription);

    /** Nothing is to be sent to this subscription any more, since the try that {@code standing} dates from. */
    void silence(String subscription, Subscription.Standing standing);
}
