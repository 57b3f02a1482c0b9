package kz.dabyl.alerts.lease;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says by the beats that it hears whether somebody delivers. Knows no clock but that of its caller, who must not set it.
 *
 * <p>Invariant: it calls the place vacant only when the last holder has given it up or has been silent for longer than any
 * holder believes in itself without a beat ({@link FencedLog#VALID}), whose clock may be another but runs as fast. Thread-safe.
 */
final class Vigil {

    static final Duration SILENCE = Duration.ofSeconds(6);

    /** So that of several who wait one comes first. */
    private static final int SPREAD_MILLIS = 500;

    private final String self;
    private final long patience;
    private @Nullable Beat last;
    private long heard;
    private boolean held;

    Vigil(String self) {
        this.self = self;
        this.patience = SILENCE.plusMillis(Math.floorMod(self.hashCode(), SPREAD_MILLIS))
                .toNanos();
    }

    /** Takes the next beat of the log. */
    synchronized void heard(Beat beat, long nanoTime) {
        last = beat;
        heard = nanoTime;
    }

    /** This process has held the place: beats under its name may from now on be its own, and say nothing of a former life. */
    synchronized void held() {
        held = true;
    }

    /** Whether nobody delivers. What this name left behind before the process began is nobody's: its process has died. */
    synchronized boolean vacant(long nanoTime) {
        var beat = last;
        return beat == null || !beat.leading() || (!held && beat.holder().equals(self)) || nanoTime - heard >= patience;
    }
}
