package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudEventTest {

    private static final Incident REVISION = IncidentJson.parse("""
            {"id":"01F41YV6Q0M3T8D4Z9K7W2XH5N","revision":3,"kind":"shutdown","state":"closed","certainty":"confirmed",
             "started":"2021-04-24T07:00:12.000Z","detected":"2021-04-24T07:00:41.000Z","updated":"2021-04-24T08:12:31.000Z"}
            """);

    private final CloudEvent event = CloudEvent.of(REVISION, IncidentChange.CLOSED);

    @Test
    void bearsItsAttributesInTheHeadersOfAKafkaRecord() {
        var headers = event.kafkaHeaders();

        assertThat(headers)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "01F41YV6Q0M3T8D4Z9K7W2XH5N.3.closed",
                        "ce_source", "urn:dabyl:incidents",
                        "ce_type", "kz.dabyl.incident.closed",
                        "ce_subject", "01F41YV6Q0M3T8D4Z9K7W2XH5N",
                        "ce_time", "2021-04-24T08:12:31.000Z",
                        "content-type", "application/json"));
    }

    @Test
    void wrapsTheIncidentInOneObject() {
        var structured = event.structured(REVISION);

        assertThat(structured.fieldNames())
                .toIterable()
                .containsExactly("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data");
        assertThat(structured.path("data")).isEqualTo(IncidentJson.tree(REVISION));
    }
}
