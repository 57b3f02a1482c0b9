package kz.dabyl.collector;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the collector keeps in mind of probes: which of their reports are in the log, and their allowance. Bounded: the
 * probe that was silent longest is forgotten first. Nothing depends on it but politeness, the detector is the authority
 * on duplicates. Not thread-safe.
 */
final class ProbeMemory {

    private final Map<String, Known> probes;

    /** One probe. */
    static final class Known {

        final SeqRanges acknowledged = new SeqRanges();
        final Allowance allowance = new Allowance();
    }

    ProbeMemory(int capacity) {
        probes = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                return size() > capacity;
            }
        };
    }

    /** What is kept in mind of a probe, from now on if it is new. */
    Known known(String probe) {
        @Nullable Known known = probes.get(probe);
        if (known == null) {
            known = new Known();
            probes.put(probe, known);
        }
        return known;
    }
}
