package kz.dabyl.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import kz.dabyl.alerts.delivery.DeliveryEngine;
import kz.dabyl.alerts.incidents.IncidentArchive;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.meters.AlertsMeters;
import kz.dabyl.alerts.stream.LiveStream;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.runtime.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes revisions from the log to the book and the archive, and from there to all who wait for them. On the tail's thread. */
final class IncidentFeed implements TopicTail.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(IncidentFeed.class);

    private final IncidentBook book;
    private final IncidentArchive archive;
    private final DeliveryEngine engine;
    private final LiveStream stream;
    private final AlertsMeters meters;
    private boolean live;

    IncidentFeed(
            IncidentBook book, IncidentArchive archive, DeliveryEngine engine, LiveStream stream, AlertsMeters meters) {
        this.book = book;
        this.archive = archive;
        this.engine = engine;
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
            LOG.error("the record at offset {} of the incidents was not taken", record.offset(), e);
        }
    }

    private void take(long offset, Incident incident) {
        archive.add(incident);
        book.add(offset, incident).ifPresent(revision -> {
            engine.offer(revision);
            stream.published();
            count(incident);
        });
    }

    private synchronized void count(Incident incident) {
        // What a former run has counted is not counted again.
        if (live) {
            meters.revision(incident);
            meters.open(book.open());
        }
    }

    /** The past has been read. Thread-safe. */
    synchronized void goLive() {
        live = true;
        meters.open(book.open());
    }
}
