package kz.dabyl.alerts.delivery;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import kz.dabyl.alerts.meters.AlertsMeters;
import kz.dabyl.alerts.subscriptions.Channel;

/**
 * What those who deliver work with.
 *
 * @param standing when failed tries are repeated to those who forget what they are not told again
 */
record DeliveryTools(
        Vertx vertx,
        InstantSource clock,
        DeliveryConfig config,
        RetrySchedule standing,
        Courier courier,
        AlertsMeters meters) {

    RetrySchedule retries(Channel channel) {
        return channel == Channel.ALERTMANAGER ? standing : config.retries();
    }
}
