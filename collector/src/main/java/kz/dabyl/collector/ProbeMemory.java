package kz.dabyl.collector;

import java.util.LinkedHashMap;
import java.util.Map;
import kz.dabyl.model.Report;
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

    /** Whether the log is known to hold this report. */
    boolean holds(Report report) {
        var known = probes.get(report.probe());
        return known != null && known.acknowledged.contains(report.seq());
    }

    void acknowledged(Report report) {
        known(report.probe()).acknowledged.add(report.seq());
    }

    Allowance allowance(String probe) {
        return known(probe).allowance;
    }

    private Known known(String probe) {
        @Nullable Known known = probes.get(probe);
        if (known == null) {
            known = new Known();
            probes.put(probe, known);
        }
        return known;
    }
}
