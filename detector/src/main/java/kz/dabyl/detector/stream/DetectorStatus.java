package kz.dabyl.detector.stream;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the detector fares, for readiness and for its lag. Thread-safe. */
final class DetectorStatus {

    private static final long FRESH_NANOS = 15_000_000_000L;

    private record Phase(@Nullable String fault, long since) {}

    private record Failure(String text, long at) {}

    private volatile Phase phase = new Phase("starting", System.nanoTime());
    private volatile @Nullable Failure failure;

    /** It works. */
    void running() {
        phase = new Phase(null, System.nanoTime());
    }

    /** It does not work, for the reason {@code fault}. */
    void waiting(String fault) {
        var now = phase;
        phase = new Phase(fault, now.fault == null ? System.nanoTime() : now.since);
    }

    /** It stumbled; a fault for a while, even if it runs again. */
    void failed(Throwable cause) {
        failure = new Failure(rootOf(cause), System.nanoTime());
    }

    /** Why it cannot work, or nothing when it can. */
    Optional<String> fault() {
        var fault = phase.fault;
        var recent = recentFailure();
        return fault == null
                ? recent.map(text -> "failed a moment ago: " + text)
                : Optional.of(recent.map(text -> fault + ", after: " + text).orElse(fault));
    }

    private Optional<String> recentFailure() {
        var last = failure;
        return last == null || System.nanoTime() - last.at > FRESH_NANOS ? Optional.empty() : Optional.of(last.text);
    }

    /** Seconds since it last worked, 0 while it works. */
    double secondsDown() {
        var now = phase;
        return now.fault == null ? 0 : (System.nanoTime() - now.since) / 1e9;
    }

    private static String rootOf(Throwable cause) {
        var root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
