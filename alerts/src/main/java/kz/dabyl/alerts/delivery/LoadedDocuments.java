package kz.dabyl.alerts.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.alerts.subscriptions.SubscriptionJson;
import kz.dabyl.model.InvalidInputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the topics of subscriptions and deliveries held.
 *
 * @param cursor offset of the first revision that was not sorted yet
 */
public record LoadedDocuments(List<Subscription> subscriptions, List<Message> messages, long cursor) {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedDocuments.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    public LoadedDocuments {
        subscriptions = List.copyOf(subscriptions);
        messages = List.copyOf(messages);
    }

    /**
     * Reads the newest documents by key. One that cannot be read is left alone, and said so: it may be a newer version's. So
     * are the messages of a subscription that cannot be read, for messages of nobody would be forgotten.
     */
    public static LoadedDocuments of(Map<String, String> subscriptions, Map<String, String> deliveries) {
        var read = new ArrayList<Subscription>();
        var unread = new HashSet<String>();
        subscriptions.forEach((key, text) -> {
            try {
                read.add(SubscriptionJson.parse(text));
            } catch (InvalidInputException e) {
                LOG.error(
                        "subscription {} cannot be read; it is sent nothing until it is put anew or deleted: {}",
                        key,
                        e.getMessage());
                unread.add(key);
            }
        });
        var messages = new ArrayList<Message>();
        deliveries.forEach((key, text) -> {
            try {
                if (!key.equals(Sorter.CURSOR)) {
                    messages.add(MessageJson.parse(text));
                }
            } catch (InvalidInputException e) {
                LOG.error("message {} cannot be read and is not delivered: {}", key, e.getMessage());
            }
        });
        messages.removeIf(message -> unread.contains(message.subscription()));
        read.sort(Comparator.comparingLong(Subscription::created).thenComparing(Subscription::id));
        return new LoadedDocuments(read, messages, cursor(deliveries.get(Sorter.CURSOR)));
    }

    private static long cursor(@org.jspecify.annotations.Nullable String text) {
        if (text == null) {
            return 0;
        }
        try {
            return JSON.readTree(text).path("next_offset").asLong();
        } catch (JsonProcessingException e) {
            // From the start: what was sent already is known by its id, as far back as it is kept.
            LOG.error("the cursor of deliveries cannot be read, sorting from the start: {}", e.getOriginalMessage());
            return 0;
        }
    }
}
