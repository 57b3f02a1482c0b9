package kz.dabyl.alerts.incidents;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import kz.dabyl.model.Incident;

/**
 * The last revision of every incident in short, for accounts of months that the {@link IncidentBook}, which keeps whole
 * revisions, has forgotten. Beyond the limit those that were revised longest ago are forgotten here too, and it is known
 * from when on none is missing.
 *
 * <p>Thread-safe: written by the thread that follows the log, read by every event loop.
 */
public final class IncidentArchive {

    /** Some 50 MB at the worst; decades of a country. */
    public static final int DEFAULT_INCIDENTS = 100_000;

    private record Age(long updated, String id) implements Comparable<Age> {

        @Override
        public int compareTo(Age other) {
            var byTime = Long.compare(updated, other.updated);
            return byTime == 0 ? id.compareTo(other.id) : byTime;
        }
    }

    private final int maxIncidents;
    private final Map<String, PastIncident> incidents = new HashMap<>();
    private final NavigableMap<Age, PastIncident> byAge = new TreeMap<>();
    private long completeSince = Long.MIN_VALUE;
    private long newest = Long.MIN_VALUE;

    public IncidentArchive(int maxIncidents) {
        this.maxIncidents = maxIncidents;
    }

    /** Takes a revision; an earlier one than is known changes nothing. */
    public synchronized void add(Incident revision) {
        var known = incidents.get(revision.id());
        if (known != null && known.revision() >= revision.revision()) {
            return;
        }
        if (known != null) {
            byAge.remove(age(known));
        }
        var past = PastIncident.of(revision);
        incidents.put(past.id(), past);
        byAge.put(age(past), past);
        newest = Math.max(newest, past.updated());
        while (byAge.size() > maxIncidents) {
            var forgotten = byAge.pollFirstEntry().getValue();
            incidents.remove(forgotten.id());
            completeSince = Math.max(completeSince, forgotten.ended().orElse(forgotten.updated()));
        }
    }

    private static Age age(PastIncident incident) {
        return new Age(incident.updated(), incident.id());
    }

    /** Incidents that lasted beyond {@code from} and began before {@code until}, in no order. */
    public synchronized List<PastIncident> between(long from, long until) {
        return incidents.values().stream()
                .filter(incident -> incident.started() < until)
                .filter(incident -> incident.ended().orElse(Long.MAX_VALUE) >= from)
                .toList();
    }

    /** Of what ended after this time nothing is missing. */
    public synchronized long completeSince() {
        return completeSince;
    }

    /** When the newest revision was published; {@link Long#MIN_VALUE} before the first. */
    public synchronized long newest() {
        return newest;
    }
}
