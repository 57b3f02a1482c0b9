package kz.dabyl.alerts;

import java.util.List;
import kz.dabyl.alerts.channels.ChannelSettings;
import kz.dabyl.alerts.delivery.DeliveryConfig;
import kz.dabyl.alerts.publication.PublicationConfig;
import kz.dabyl.alerts.stream.LiveStream;
import kz.dabyl.alerts.webhook.WebhookKeys;

/**
 * How the alerts room works.
 *
 * @param name of this process among those that could deliver, the same after a restart
 * @param keys from the deployment's key file
 * @param allowPrivateWebhooks whether webhooks may go to private addresses, over plain http, to address literals
 * @param home ISO codes of the watched countries until thresholds are kept, for areas that are countries
 * @param channels what the deployment says about messages
 * @param logIsNow whether the log lives in wall time, so that its times tell how old what it says is
 * @param maxRevisions revisions kept in memory
 * @param publication how incidents are published in the formats of others
 */
public record AlertsConfig(
        String name,
        WebhookKeys keys,
        boolean allowPrivateWebhooks,
        List<String> home,
        ChannelSettings channels,
        boolean logIsNow,
        int maxRevisions,
        DeliveryConfig delivery,
        LiveStream.Config stream,
        PublicationConfig publication) {

    public AlertsConfig {
        home = List.copyOf(home);
        if (maxRevisions < 1) {
            throw new IllegalArgumentException("max-revisions must be at least 1, was " + maxRevisions);
        }
    }
}
