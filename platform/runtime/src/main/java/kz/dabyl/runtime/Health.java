package kz.dabyl.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The parts of a process and what ails them. Thread-safe; a part's check must not block. */
public final class Health {

    private final Map<String, Supplier<Optional<String>>> parts = new ConcurrentHashMap<>();

    /** Adds or replaces a part. {@code fault} tells in one sentence why it cannot work, or nothing when it can. */
    public void register(String part, Supplier<Optional<String>> fault) {
        parts.put(part, fault);
    }

    /** Faults by part; empty when the process can take traffic. */
    public Map<String, String> faults() {
        var faults = new TreeMap<String, String>();
        parts.forEach((part, fault) -> fault.get().ifPresent(text -> faults.put(part, text)));
        return faults;
    }
}
