package kz.dabyl.alerts.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;

/** A fixed set of incidents and the documents that are made of them, as files beside these tests. */
final class Golden {

    static final String SHUTDOWN = "01EXYZ0000000000000000SHUT";
    static final String BLOCKING = "01EXYZ0000000000000000B10C";
    static final String BLACKOUT = "01EXYZ000000000000000B1ACK";
    static final String RETRACTED = "01EXYZ000000000000000RETRA";

    private Golden() {}

    /** All revisions, in the order of their publication. */
    static List<Incident> revisions() {
        return resource("incidents.ndjson").lines().map(IncidentJson::parse).toList();
    }

    /** All revisions of one incident, oldest first. */
    static List<Incident> revisions(String id) {
        return revisions().stream().filter(revision -> revision.id().equals(id)).toList();
    }

    /** The latest revision of each. */
    static List<Incident> latest() {
        Map<String, Incident> latest = new LinkedHashMap<>();
        revisions().forEach(revision -> latest.put(revision.id(), revision));
        return new ArrayList<>(latest.values());
    }

    /**
     * Compares a document with its file. What was made is left in {@code target/golden}: copy it over the file if the change
     * is meant.
     */
    static void matches(String name, String document) {
        try {
            var made = Files.createDirectories(Path.of("target", "golden")).resolve(name);
            Files.writeString(made, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(document).as(name).isEqualTo(resource(name));
    }

    static String resource(String name) {
        try (var in = Golden.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
