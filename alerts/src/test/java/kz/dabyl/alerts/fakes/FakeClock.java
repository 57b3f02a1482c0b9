package kz.dabyl.alerts.fakes;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Wall time that a test sets. Runs on between, so that what waits for real timers goes on. */
public final class FakeClock implements InstantSource {

    private volatile Duration shift;

    private FakeClock(Duration shift) {
        this.shift = shift;
    }

    public static FakeClock at(String time) {
        return new FakeClock(Duration.between(Instant.now(), Instant.parse(time)));
    }

    public void advance(Duration by) {
        shift = shift.plus(by);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(shift);
    }
}
