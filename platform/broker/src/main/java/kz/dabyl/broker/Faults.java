package kz.dabyl.broker;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers the first thing that broke in a broker: what follows is its echo. Thread-safe. */
final class Faults {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final CompletableFuture<String> first = new CompletableFuture<>();

    Optional<String> text() {
        return Optional.ofNullable(first.getNow(null));
    }

    /** Completes with the text of the first fault; never, if nothing breaks. */
    CompletableFuture<String> first() {
        return first.copy();
    }

    void record(String part, String what) {
        first.complete("kafka: " + part + " failed: " + what);
    }

    /**
     * Takes the place of Kafka's handler of fatal faults, which halts the JVM. Callers throw what a handler returns, or
     * go on to close what they were starting; Kafka's own integration tests rely on that, since their handlers return
     * as well.
     */
    FaultHandler handler(String part, Runnable action) {
        return (message, cause) -> {
            LOG.error("{} failed: {}", part, message, cause);
            record(part, cause == null ? message : message + ": " + cause);
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("what was to follow the fault of {} failed too", part, e);
            }
            return new FaultHandlerException(message, cause);
        };
    }
}
