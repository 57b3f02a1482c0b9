package kz.dabyl.collector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
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
        private final Allowance allowance = new Allowance();

        /** What the allowance was charged with, be it that it is still on its way or got lost: it is charged once. */
        private final SeqRanges charged = new SeqRanges();

        /**
         * Charges the probe with those of {@code reports}, all its own, that it was not charged with before.
         *
         * @return after how many seconds it has room for them, empty if it has it now
         */
        OptionalInt charge(Selection reports, long received) {
            var news = reports.those(i -> !charged.contains(reports.seq(i)));
            var pause = news.isEmpty() ? OptionalInt.empty() : allowance.charge(news, received);
            if (pause.isEmpty()) {
                for (var i = 0; i < news.size(); i++) {
                    charged.add(news.seq(i));
                }
            }
            return pause;
        }
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
