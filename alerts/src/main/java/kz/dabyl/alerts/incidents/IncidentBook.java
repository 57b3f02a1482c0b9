package kz.dabyl.alerts.incidents;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;

/**
 * All revisions of all incidents, as far back as memory allows. A revision is known by its incident and number: published
 * twice it is kept once. Beyond the limit the incidents that have been over for longest are forgotten, whole.
 *
 * <p>Thread-safe: written by the thread that follows the log, read by every event loop.
 */
public final class IncidentBook {

    /** Some 100 MB at the worst. */
    public static final int DEFAULT_REVISIONS = 20_000;

    private static final class Life {
        private final ListPosition position;
        private final NavigableMap<Integer, Revision> revisions = new TreeMap<>();

        Life(ListPosition position) {
            this.position = position;
        }

        Revision latest() {
            return revisions.lastEntry().getValue();
        }
    }

    /** One page of the list. */
    public record Page(List<Revision> items, Optional<String> nextCursor) {}

    private final int maxRevisions;
    private final AreaMatch areas;
    private final Map<String, Life> lives = new HashMap<>();
    private final NavigableMap<ListPosition, Life> list = new TreeMap<>();
    private final NavigableMap<Long, Revision> log = new TreeMap<>();
    private long nextOffset;
    private long complete = -1;

    public IncidentBook(int maxRevisions, AreaMatch areas) {
        this.maxRevisions = maxRevisions;
        this.areas = areas;
    }

    /** Takes what stands at {@code offset}; empty if this revision is known already. */
    public synchronized Optional<Revision> add(long offset, Incident incident) {
        if (complete < 0) {
            complete = offset;
        }
        nextOffset = Math.max(nextOffset, offset + 1);
        var life = lives.computeIfAbsent(
                incident.id(), id -> new Life(new ListPosition(incident.detected(), incident.id())));
        if (life.revisions.containsKey(incident.revision())) {
            return Optional.empty();
        }
        var revision = new Revision(offset, incident, IncidentJson.text(incident));
        life.revisions.put(incident.revision(), revision);
        list.put(life.position, life);
        log.put(offset, revision);
        while (log.size() > maxRevisions && lives.size() > 1) {
            forget(incident.id());
        }
        return Optional.of(revision);
    }

    /** Forgets the incident that has been over for longest, or where none is over, the one that was quiet for longest. */
    private void forget(String except) {
        lives.values().stream()
                .filter(life -> !life.position.id().equals(except))
                .min(Comparator.<Life, Boolean>comparing(
                                life -> life.latest().incident().state() == Incident.State.OPEN)
                        .thenComparing(life -> life.latest().offset()))
                .ifPresent(life -> {
                    lives.remove(life.position.id());
                    list.remove(life.position);
                    life.revisions.values().forEach(revision -> log.remove(revision.offset()));
                    complete = Math.max(complete, life.latest().offset() + 1);
                });
    }

    /** The offset that the next revision has at least. */
    public synchronized long nextOffset() {
        return nextOffset;
    }

    /** From this offset on every revision is kept; some from before it are forgotten, or were when the log was read. */
    public synchronized long completeFrom() {
        return Math.max(0, complete);
    }

    /** The latest revision of an incident. */
    public synchronized Optional<Revision> latest(String id) {
        return Optional.ofNullable(lives.get(id)).map(Life::latest);
    }

    /** The revision before {@code incident}. */
    public synchronized Optional<Incident> before(Incident incident) {
        return Optional.ofNullable(lives.get(incident.id()))
                .map(life -> life.revisions.lowerEntry(incident.revision()))
                .map(entry -> entry.getValue().incident());
    }

    /** All revisions of an incident, oldest first; empty if there is no such incident. */
    public synchronized List<Revision> revisions(String id) {
        var life = lives.get(id);
        return life == null ? List.of() : List.copyOf(life.revisions.values());
    }

    /** Up to {@code limit} revisions that were published after {@code offset}, in their order. */
    public synchronized List<Revision> publishedAfter(long offset, int limit) {
        return log.tailMap(offset, false).values().stream().limit(limit).toList();
    }

    /** The latest revisions of the incidents that are open. */
    public synchronized List<Incident> open() {
        return lives.values().stream()
                .map(life -> life.latest().incident())
                .filter(incident -> incident.state() == Incident.State.OPEN)
                .toList();
    }

    /**
     * The latest revisions of the {@code most} incidents that changed last, and of all others that are open: whoever follows
     * incidents by these sees how each ends. The last change is the first.
     */
    public synchronized List<Revision> changedLately(int most) {
        var found = new ArrayList<Revision>();
        for (var revision : log.descendingMap().values()) {
            var life = lives.get(revision.incident().id());
            var isLatest = life != null && life.latest().offset() == revision.offset();
            if (isLatest && (found.size() < most || revision.incident().state() == Incident.State.OPEN)) {
                found.add(revision);
            }
        }
        return found;
    }

    /** The latest revisions of the incidents that {@code query} asks for, newest incident first. */
    public synchronized Page find(IncidentQuery query) {
        var rest = query.after().isPresent() ? list.tailMap(query.after().get(), false) : list;
        var items = new ArrayList<Revision>();
        ListPosition last = null;
        for (var entry : rest.entrySet()) {
            var latest = entry.getValue().latest();
            if (!query.takes(latest.incident(), areas)) {
                continue;
            }
            if (items.size() == query.limit() && last != null) {
                return new Page(items, Optional.of(last.cursor()));
            }
            items.add(latest);
            last = entry.getKey();
        }
        return new Page(items, Optional.empty());
    }
}
