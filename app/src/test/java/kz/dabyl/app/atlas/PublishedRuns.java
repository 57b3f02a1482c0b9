package kz.dabyl.app.atlas;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.collector.adapter.atlas.ConnectionEvent;
import kz.dabyl.collector.adapter.atlas.ProbeDirectory;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.model.Documents;
import kz.dabyl.model.Incident;

/** What the detector tells of published connections, with every country watched or one. Each run is made once. */
final class PublishedRuns {

    private static final int INTERVAL_SECONDS = 60;
    private static final String ALL = "*";

    private static final Map<String, List<Incident>> REVISIONS = new HashMap<>();

    private PublishedRuns() {}

    /** The revisions that a whole day raises. */
    static List<Incident> whole(String file) throws IOException {
        var known = REVISIONS.get(file);
        return known == null ? keep(file, ALL, PublishedLogs.events(file)) : known;
    }

    /** The revisions that the stretch of {@code fall} raises, its probes reporting at all seconds of a minute. */
    static List<Incident> stretch(KnownFall fall) throws IOException {
        return stretch(fall, ALL);
    }

    /** The same where only {@code country} is watched. */
    static List<Incident> stretch(KnownFall fall, String country) throws IOException {
        var file = fall.day.file();
        var name = file + fall.from + country;
        var known = REVISIONS.get(name);
        return known == null
                ? keep(
                        name,
                        country,
                        PublishedLogs.spread(PublishedLogs.stretch(PublishedLogs.events(file), fall.from, fall.until)))
                : known;
    }

    private static List<Incident> keep(String name, String country, List<ConnectionEvent> events) throws IOException {
        var revisions = detect(country, PublishedLogs.directory(), events);
        REVISIONS.put(name, revisions);
        return revisions;
    }

    static List<Incident> detect(ProbeDirectory directory, List<ConnectionEvent> events) throws IOException {
        return detect(ALL, directory, events);
    }

    private static List<Incident> detect(String country, ProbeDirectory directory, List<ConnectionEvent> events)
            throws IOException {
        var revisions = new ArrayList<Incident>();
        var detection = new Detection(Documents.thresholds("home: \"" + country + "\""), List.of(), revisions::add);
        new ConnectionImport(directory, INTERVAL_SECONDS, detection::accept).run(events);
        return revisions;
    }

    /** How the incidents stand in the end, those left out that were taken back. */
    static List<Incident> standing(List<Incident> revisions) {
        var last = new LinkedHashMap<String, Incident>();
        revisions.forEach(revision -> last.put(revision.id(), revision));
        return last.values().stream()
                .filter(incident -> incident.state() != Incident.State.RETRACTED)
                .toList();
    }
}
