package kz.dabyl.collector.log;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Of which probes this collector has told the log by which invite they came. Each is told of once a day, since the log
 * deletes what is older than some days, and again as soon as somebody vouches for it, which another collector may know
 * earlier. Bounded: what was noted longest ago is forgotten first, and told again. Not
 * thread-safe.
 */
final class TrustNotes {

    private static final long AGAIN_MILLIS = 86_400_000;

    private final Map<String, Note> noted;

    private record Note(long time, boolean vouched) {}

    TrustNotes(int capacity) {
        noted = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Note> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Whether the log is to be told of a probe at {@code now} (epoch milliseconds); notes that it is. */
    boolean isNews(String probe, boolean vouched, long now) {
        var told = noted.get(probe);
        if (told != null && Math.abs(now - told.time) < AGAIN_MILLIS && (told.vouched || !vouched)) {
            return false;
        }
        noted.remove(probe);
        noted.put(probe, new Note(now, vouched));
        return true;
    }

    /** The log was not told after all. */
    void forget(String probe) {
        noted.remove(probe);
    }
}
