package kz.dabyl.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.delivery.DeliveryEngine;
import kz.dabyl.alerts.incidents.IncidentArchive;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.alerts.meters.AlertsMeters;
import kz.dabyl.alerts.stream.LiveStream;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicReader;
import kz.dabyl.runtime.kafka.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes revisions from the log to the book and the archive, and from there to all who wait for them; to an engine while this
 * process delivers, which gets every revision that its predecessor has not sorted, once and in order. Thread-safe.
 */
final class IncidentFeed implements TopicTail.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(IncidentFeed.class);

    private final IncidentBook book;
    private final IncidentArchive archive;
    private final LiveStream stream;
    private final AlertsMeters meters;
    private final KafkaAccess kafka;
    private Optional<DeliveryEngine> engine = Optional.empty();

    IncidentFeed(
            KafkaAccess kafka, IncidentBook book, IncidentArchive archive, LiveStream stream, AlertsMeters meters) {
        this.kafka = kafka;
        this.book = book;
        this.archive = archive;
        this.stream = stream;
        this.meters = meters;
    }

    @Override
    public void onRecord(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
        try {
            if (record.value() != null) {
                take(record.offset(), IncidentJson.parse(new String(record.value(), UTF_8)));
            }
        } catch (RuntimeException e) {
            // One bad record must not end the tail, and with it all alerts.
            LOG.error("record {} of {} cannot be read and is shown to nobody", record.offset(), record.topic(), e);
        }
    }

    private synchronized void take(long offset, Incident incident) {
        archive.add(incident);
        book.add(offset, incident).ifPresent(revision -> {
            stream.published();
            engine.ifPresent(delivering -> {
                delivering.offer(revision);
                // By the one who delivers only: sums over processes stay right.
                meters.revision(incident);
                meters.open(book.open());
            });
        });
    }

    /**
     * Gives {@code to} all that the log holds from {@code cursor} on, and then what comes. Blocking.
     *
     * @throws IOException if what the book has forgotten cannot be read again
     */
    void handOver(DeliveryEngine to, long cursor) throws IOException {
        var from = cursor;
        while (!handedOver(to, from)) {
            var until = book.completeFrom();
            readAgain(to, from, until);
            from = until;
        }
    }

    private synchronized boolean handedOver(DeliveryEngine to, long from) {
        if (from < book.completeFrom()) {
            return false;
        }
        book.publishedAfter(from - 1, Integer.MAX_VALUE).forEach(to::offer);
        to.logEndsBefore(book.nextOffset());
        engine = Optional.of(to);
        meters.open(book.open());
        return true;
    }

    private void readAgain(DeliveryEngine to, long from, long until) throws IOException {
        try (var reader = TopicReader.open(kafka, Topics.INCIDENT_REVISIONS, "alerts-backlog")) {
            reader.read(from, record -> {
                if (record.offset() >= until) {
                    return false;
                }
                offer(to, record.offset(), record.value());
                return true;
            });
        }
    }

    private static void offer(DeliveryEngine to, long offset, byte @Nullable [] value) {
        try {
            if (value != null) {
                var incident = IncidentJson.parse(new String(value, UTF_8));
                to.offer(new Revision(offset, incident, IncidentJson.text(incident)));
            }
        } catch (RuntimeException e) {
            LOG.error("record {} of {} cannot be read and is sent to nobody", offset, Topics.INCIDENT_REVISIONS, e);
        }
    }

    /** Another process delivers. */
    synchronized void standBy() {
        engine = Optional.empty();
        meters.open(List.of());
    }
}
