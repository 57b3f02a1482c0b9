package kz.dabyl.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes revisions of made-up incidents into the log as the detector does, and notes when the broker had them. */
final class Newsroom implements AutoCloseable {

    static final List<String> AREAS = List.of(
            "Almaty", "Astana", "Shymkent", "Aktobe", "Aktau", "Atyrau", "Karaganda", "Kostanay", "Pavlodar", "Taraz");

    /** The revision that closes. */
    static final int LAST = 6;

    private static final int CONFIRMED = 3;
    private static final long STARTED = 1_619_247_612_000L;

    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Long> published = new ConcurrentHashMap<>();

    Newsroom(String broker) {
        var settings = new KafkaAccess(broker, "newsroom").producer("revisions");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Publishes one revision; incidents whose numbers end alike are in the same area. */
    void publish(String prefix, int number, int revision) throws Exception {
        var area = number % AREAS.size();
        var incident = incident(prefix + number, AREAS.get(area), "KZ-9" + area, revision);
        producer.send(new ProducerRecord<>(
                        Topics.INCIDENT_REVISIONS,
                        incident.id(),
                        IncidentJson.text(incident).getBytes(UTF_8)))
                .get(30, TimeUnit.SECONDS);
        published.put(incident.id() + " " + revision, System.currentTimeMillis());
    }

    /** When the broker had {@code "id revision"}. */
    long published(String what) {
        return published.getOrDefault(what, 0L);
    }

    private static Incident incident(String id, String area, String place, int revision) {
        return new Incident(
                id,
                revision,
                IncidentKind.SHUTDOWN,
                revision == LAST ? Incident.State.CLOSED : Incident.State.OPEN,
                revision >= CONFIRMED ? Incident.Certainty.CONFIRMED : Incident.Certainty.SUSPECTED,
                0.99,
                area,
                List.of(place),
                List.of("401-01", "401-02"),
                List.of(Access.MOBILE),
                List.of(),
                STARTED,
                STARTED + 30_000,
                STARTED + 30_000 + revision * 10_000L,
                revision == LAST ? STARTED + 60_000 : null,
                new Incident.Evidence(41.3, 2, 19, 63.1, 62, 0),
                List.of(),
                null,
                null,
                1,
                Map.of("en", "Mobile internet stopped"));
    }

    @Override
    public void close() {
        producer.close();
    }
}
