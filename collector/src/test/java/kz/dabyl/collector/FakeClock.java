package kz.dabyl.collector;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that the test moves. Thread-safe. */
public final class FakeClock implements InstantSource {

    private volatile long millis;

    public FakeClock(long millis) {
        this.millis = millis;
    }

    public void set(long now) {
        millis = now;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }
}
