package kz.dabyl.alerts.channels;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.words.Notice;
import kz.dabyl.model.Incident;

/**
 * One message as a channel gets it to put into its own form.
 *
 * @param id the same for every try
 * @param subscription whose it is
 * @param type such as {@code incident.opened}
 * @param body the message as JSON, as webhooks carry it
 * @param sequence offset of the revision that it tells of, from which its receiver may ask for all again
 * @param subject what it is about
 * @param notice the same in words, in the subscriber's language
 * @param link where people read more of the incident
 * @param signer signs the body, for receivers that look at that
 * @param at wall time of this try
 */
public record Saying(
        String id,
        String subscription,
        String type,
        String body,
        OptionalLong sequence,
        Subject subject,
        Notice notice,
        Optional<URI> link,
        Signer signer,
        Instant at) {

    /** One that has no place in the log. */
    public Saying(
            String id,
            String subscription,
            String type,
            String body,
            Subject subject,
            Notice notice,
            Optional<URI> link,
            Signer signer,
            Instant at) {
        this(id, subscription, type, body, OptionalLong.empty(), subject, notice, link, signer, at);
    }

    /** What signs one message. */
    public interface Signer {

        /** The header {@code webhook-signature}. Thread-safe. */
        String sign(String id, long timestamp, String body);

        /** Whether that takes so long that no event loop should do it. */
        default boolean slow() {
            return false;
        }
    }

    /** What a message is about. */
    public sealed interface Subject {

        /**
         * One thing that happened to one incident.
         *
         * @param former revisions before it, as far as they are known
         */
        record Event(EventType type, Incident incident, List<Incident> former) implements Subject {

            public Event {
                former = List.copyOf(former);
            }
        }

        /** The same that happened to several incidents at once. */
        record Several(EventType type, List<Incident> incidents) implements Subject {

            public Several {
                incidents = List.copyOf(incidents);
            }
        }

        /** No incident: a test, or a sign of life. */
        record Service() implements Subject {}
    }
}
