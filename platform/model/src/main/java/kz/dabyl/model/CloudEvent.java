package kz.dabyl.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The context attributes of a CloudEvents 1.0 event that tells of one revision of an incident. Made from the revision
 * alone, so that whoever tells of it again gives it the same identity. Its data are the contract's JSON of the incident.
 *
 * @param id with the source, the identity of the event
 * @param type such as {@code kz.dabyl.incident.opened}
 * @param subject id of the incident
 * @param time when the revision was published, RFC 3339
 */
public record CloudEvent(String id, String type, String subject, String time) {

    public static final String SPEC_VERSION = "1.0";

    /** The same for every deployment, since the same log gives the same incidents everywhere. */
    public static final String SOURCE = "urn:dabyl:incidents";

    /** Media type of {@link #structured}. */
    public static final String STRUCTURED_TYPE = "application/cloudevents+json";

    private static final String DATA_TYPE = "application/json";
    /** What the type of every event begins with. */
    public static final String TYPE_PREFIX = "kz.dabyl.";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The event that says {@code change} of {@code revision}. */
    public static CloudEvent of(Incident revision, IncidentChange change) {
        return of(revision, change.word(), Times.format(revision.updated()));
    }

    /** The same for an event that is called {@code word} and happened at {@code time}. */
    public static CloudEvent of(Incident revision, String word, String time) {
        return new CloudEvent(
                revision.id() + '.' + revision.revision() + '.' + word,
                TYPE_PREFIX + "incident." + word,
                revision.id(),
                time);
    }

    /** Attributes by their names, in the specification's order. */
    public Map<String, String> attributes() {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("specversion", SPEC_VERSION);
        attributes.put("id", id);
        attributes.put("source", SOURCE);
        attributes.put("type", type);
        attributes.put("subject", subject);
        attributes.put("time", time);
        return attributes;
    }

    /** Headers of a Kafka record that has the incident as its value: binary mode of the Kafka binding. */
    public Map<String, String> kafkaHeaders() {
        var headers = new LinkedHashMap<String, String>();
        attributes().forEach((name, value) -> headers.put("ce_" + name, value));
        headers.put("content-type", DATA_TYPE);
        return headers;
    }

    /** Event and data in one JSON object: structured mode, {@link #STRUCTURED_TYPE}. */
    public ObjectNode structured(Incident revision) {
        return structured(IncidentJson.tree(revision));
    }

    /** The same of other data. */
    public ObjectNode structured(JsonNode data) {
        var event = JSON.createObjectNode();
        attributes().forEach(event::put);
        event.put("datacontenttype", DATA_TYPE);
        event.set("data", data);
        return event;
    }
}
