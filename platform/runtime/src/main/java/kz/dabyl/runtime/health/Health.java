package kz.dabyl.runtime.health;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a process and what ails them. Thread-safe; a part's check must not block. */
public final class Health {

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final Map<String, Supplier<Optional<String>>> parts = new ConcurrentHashMap<>();

    /**
     * Adds or replaces a part. {@code fault} tells in one sentence why it cannot work, or nothing when it can. The
     * sentence is public.
     */
    public void register(String part, Supplier<Optional<String>> fault) {
        parts.put(part, fault);
    }

    /** Faults by part; empty when the process can take traffic. */
    public Map<String, String> faults() {
        var faults = new TreeMap<String, String>();
        parts.forEach((part, fault) -> check(part, fault).ifPresent(text -> faults.put(part, text)));
        return faults;
    }

    /** A check that fails is a fault of its part, and no reason to be silent about the others. */
    private static Optional<String> check(String part, Supplier<Optional<String>> fault) {
        try {
            return fault.get();
        } catch (RuntimeException e) {
            LOG.warn("the health of {} cannot be told", part, e);
            return Optional.of("its health cannot be told");
        }
    }
}
