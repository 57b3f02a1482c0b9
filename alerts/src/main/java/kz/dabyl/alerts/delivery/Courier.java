package kz.dabyl.alerts.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.alerts.channels.FaultWords;
import kz.dabyl.alerts.channels.Outcome;
import kz.dabyl.alerts.channels.Saying;
import kz.dabyl.alerts.channels.Saying.Subject;
import kz.dabyl.alerts.channels.Sender;
import kz.dabyl.alerts.delivery.Readings.Reading;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.subscriptions.Address.Webhook.Format;
import kz.dabyl.alerts.subscriptions.Channel;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.subscriptions.Subscription;
import kz.dabyl.alerts.subscriptions.Terms;
import kz.dabyl.alerts.words.Links;
import kz.dabyl.alerts.words.Notice;
import kz.dabyl.alerts.words.Wording;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;

/**
 * Takes messages from their stored form to their channel: opens the address, finds the words, and hands both over. Confined
 * to one context.
 */
record Courier(
        Sender sender, Signing signing, Wording wording, IncidentBook book, Readings readings, InstantSource clock) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVENT = "incident.";
    private static final String EVENTS = "incidents.";
    private static final Notice NO_WORDS = new Notice("", "", "");
    private static final Reading UNREAD = new Reading(new Subject.Service(), NO_WORDS);

    /**
     * What is to be sent.
     *
     * @param id the same for every try
     * @param before what the subscriber knew of the incident
     * @param sequence offset of the revision that it tells of
     */
    record Item(String id, String type, String body, Optional<Told> before, OptionalLong sequence) {

        /** One that has no place in the log. */
        Item(String id, String type, String body, Optional<Told> before) {
            this(id, type, body, before, OptionalLong.empty());
        }

        static Item of(Message message, Optional<Told> before) {
            return new Item(message.id(), message.type(), message.body(), before, message.sequence());
        }

        /** Several messages of one type, said as one; the same ones give the same id. */
        static Item ofAll(List<Message> messages) {
            var type = Message.several(messages.get(0).type());
            return new Item(
                    Message.id(messages),
                    type,
                    MessageJson.severalBody(
                            type, messages.stream().map(Message::body).toList()),
                    Optional.empty(),
                    OptionalLong.empty());
        }
    }

    /** One try; the future never fails. */
    Future<Outcome> send(Subscription receiver, Item item) {
        // Within the future: a secret that cannot be opened is a failed try.
        return Future.succeededFuture()
                .compose(v -> sender.send(signing.address(receiver), saying(receiver, item)))
                .otherwise(FaultWords::outcome);
    }

    private Saying saying(Subscription receiver, Item item) {
        // What is sent as it is stored is not read for that: after a crash thousands are.
        var reading = asStored(receiver) ? UNREAD : reading(receiver, item);
        return new Saying(
                item.id(),
                receiver.id(),
                item.type(),
                item.body(),
                item.sequence(),
                reading.subject(),
                reading.notice(),
                link(reading.subject()),
                signing.signer(receiver),
                clock.instant());
    }

    private Reading reading(Subscription receiver, Item item) {
        // Webhooks carry data: whatever may be wrong with words does not hold them up.
        var worded = receiver.channel() != Channel.WEBHOOK;
        var terms = receiver.terms();
        if (!item.type().startsWith(EVENT) && !item.type().startsWith(EVENTS)) {
            // These tell the time, or what stands with this one subscription.
            return read(terms, item, worded);
        }
        var language = worded ? Optional.of(terms.language()) : Optional.<String>empty();
        var before = worded ? item.before() : Optional.<Told>empty();
        var key = new Readings.Key(item.type(), item.body(), before, language);
        return readings.of(key, () -> read(terms, item, worded));
    }

    private Reading read(Terms terms, Item item, boolean worded) {
        var subject = subject(item);
        return new Reading(subject, worded ? notice(terms, item, subject) : NO_WORDS);
    }

    private static boolean asStored(Subscription receiver) {
        return receiver.terms().address() instanceof Address.Webhook webhook && webhook.format() == Format.STANDARD;
    }

    private Optional<URI> link(Subject subject) {
        if (!(subject instanceof Subject.Event event)) {
            return Optional.empty();
        }
        return wording.site()
                .flatMap(site -> Links.incident(site, event.incident().id()))
                .map(URI::create);
    }

    private Subject subject(Item item) {
        var data = data(item.body());
        if (item.type().startsWith(EVENT)) {
            return EventType.ofWord(item.type().substring(EVENT.length()))
                    .<Subject>map(type -> event(type, IncidentJson.parse(data.toString())))
                    .orElseGet(Subject.Service::new);
        }
        if (item.type().startsWith(EVENTS)) {
            var incidents = new ArrayList<Incident>();
            data.path("incidents").forEach(one -> incidents.add(IncidentJson.parse(one.toString())));
            return EventType.ofWord(item.type().substring(EVENTS.length()))
                    .<Subject>map(type -> new Subject.Several(type, incidents))
                    .orElseGet(Subject.Service::new);
        }
        return new Subject.Service();
    }

    private Subject.Event event(EventType type, Incident incident) {
        var former = book.revisions(incident.id()).stream()
                .map(Revision::incident)
                .filter(revision -> revision.revision() < incident.revision())
                .toList();
        return new Subject.Event(type, incident, former);
    }

    private static JsonNode data(String body) {
        try {
            return JSON.readTree(body).path("data");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own message is no JSON", e);
        }
    }

    private Notice notice(Terms terms, Item item, Subject subject) {
        if (subject instanceof Subject.Event event) {
            return wording.incident(
                    event.type(), event.incident(), item.before(), known(event, item.before()), terms.language());
        }
        if (subject instanceof Subject.Several several) {
            return wording.digest(several.type(), several.incidents(), terms.language());
        }
        return switch (item.type()) {
            case Message.TEST -> wording.test(terms.language());
            case Message.HEARTBEAT -> heartbeat(terms, data(item.body()));
            case Message.SILENCED -> silenced(terms, data(item.body()));
            // Of a newer version, or one that is for machines alone.
            default -> new Notice(item.type(), item.type(), item.type());
        };
    }

    /** The revision of which they were told last. */
    private static Optional<Incident> known(Subject.Event event, Optional<Told> before) {
        return before.flatMap(told -> event.former().stream()
                .filter(revision -> revision.revision() == told.revision())
                .findFirst());
    }

    private Notice silenced(Terms terms, JsonNode data) {
        return wording.disabled(
                data.path("channel").asText(),
                data.path("state").asText().equals(MessageJson.word(Subscription.State.ENDED)),
                data.path("reason").asText(),
                terms.language());
    }

    private Notice heartbeat(Terms terms, JsonNode data) {
        return wording.heartbeat(
                data.path("sequence").isNumber()
                        ? OptionalLong.of(data.path("sequence").asLong())
                        : OptionalLong.empty(),
                data.path("undelivered").asInt(),
                clock.instant(),
                Duration.ofSeconds(terms.heartbeatSeconds().orElse(0)),
                terms.language());
    }
}
