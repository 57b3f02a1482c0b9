package kz.dabyl.collector.trust;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes back enrolments of which nobody was told: a record that the log did not acknowledge may be in it all the same, or get
 * there later, and would take the place of a probe in its invite for ever. Tried until the log has it, and looked at once more
 * afterwards, since the record may come behind. Thread-safe.
 */
public final class Withdrawals {

    /** While so many wait nobody enrols: an outage may be long, and each retry of a probe is one more. */
    private static final int MOST = 1_000;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final TrustBook book;
    private final BiFunction<String, @Nullable JsonObject, Future<Void>> put;

    /** The invites of the probes that are taken back. */
    private final Map<String, String> waiting = new ConcurrentHashMap<>();

    public Withdrawals(Vertx vertx, TrustBook book, BiFunction<String, @Nullable JsonObject, Future<Void>> put) {
        this.vertx = vertx;
        this.book = book;
        this.put = put;
    }

    /** Whether so many wait that there should be no more. */
    public boolean tooMany() {
        return waiting.size() >= MOST;
    }

    /** Whether a place of the invite may become free again. */
    public boolean concern(String invite) {
        return waiting.containsValue(invite);
    }

    public void begin(Principal.Probe probe) {
        waiting.put(probe.probe(), probe.invite());
        attempt(probe.probe(), FIRST_PAUSE);
    }

    private void attempt(String probe, Duration pause) {
        var longer = pause.multipliedBy(2);
        var next = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        put.apply(probe, null)
                .onComplete(gone -> vertx.setTimer(pause.toMillis(), timer -> {
                    if (gone.failed() || book.enrolment(probe).isPresent()) {
                        attempt(probe, next);
                    } else {
                        waiting.remove(probe);
                    }
                }));
    }
}
