package kz.dabyl.app.atlas;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
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

    private static final int INTERVAL_SECONDS = 30;
    /** Each country is watched, and the others are its witnesses. */
    static final String EVERY_COUNTRY = "*";

    private static final Map<String, List<Incident>> REVISIONS = new HashMap<>();

    private PublishedRuns() {}

    /** The revisions that a whole day raises where every country is watched. */
    static List<Incident> whole(String file) throws IOException {
        return whole(file, EVERY_COUNTRY);
    }

    /** The same where only {@code country} is watched. */
    static List<Incident> whole(String file, String country) throws IOException {
        var name = file + country;
        var known = REVISIONS.get(name);
        return known == null ? keep(name, country, PublishedLogs.events(file)) : known;
    }

    /**
     * The revisions that the stretch of {@code fall} raises where {@code country} is watched, its probes reporting at all seconds
     * of their interval.
     */
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
        return detect(EVERY_COUNTRY, directory, events);
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

    /** Those that tell of nothing that is known to be true, and that the log of their day does not bear out. */
    static List<Incident> unknown(List<Incident> standing, KnownFall.Day day) throws IOException {
        var events = PublishedLogs.events(day.file()).stream()
                .sorted(Comparator.comparingLong(ConnectionEvent::time))
                .toList();
        var directory = PublishedLogs.directory();
        return standing.stream()
                .filter(incident -> !KnownFall.anyIsToldBy(incident))
                .filter(incident -> !PublishedLogs.bearOut(incident, events, directory))
                .toList();
    }
}
