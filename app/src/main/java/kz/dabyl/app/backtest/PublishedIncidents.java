package kz.dabyl.app.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicReader;

/** What the service itself has published. */
public final class PublishedIncidents {

    private PublishedIncidents() {}

    /** Every revision in {@link Topics#INCIDENT_REVISIONS} that can be read, in its order. */
    public static List<Incident> of(KafkaAccess kafka) throws IOException {
        var revisions = new ArrayList<Incident>();
        try (var topic = TopicReader.open(kafka, Topics.INCIDENT_REVISIONS, "backtest")) {
            topic.read(0, record -> {
                if (record.value() != null) {
                    parse(record.value(), revisions);
                }
                return true;
            });
        }
        return revisions;
    }

    private static void parse(byte[] value, List<Incident> revisions) {
        try {
            revisions.add(IncidentJson.parse(new String(value, UTF_8)));
        } catch (InvalidInputException e) {
            // Of a newer program: what cannot be understood cannot be compared.
            return;
        }
    }
}
