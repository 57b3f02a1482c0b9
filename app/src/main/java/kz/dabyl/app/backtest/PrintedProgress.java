package kz.dabyl.app.backtest;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;

/** Says on standard error how far something has come, every few seconds. Thread-safe. */
public final class PrintedProgress implements Progress {

    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final double PERCENT = 100;

    private final PrintStream err;
    private final InstantSource time;
    private long toldAt;

    public PrintedProgress(PrintStream err, InstantSource time) {
        this.err = err;
        this.time = time;
        this.toldAt = time.millis();
    }

    @Override
    public synchronized void at(String what, double share) {
        var now = time.millis();
        if (now - toldAt >= EVERY.toMillis()) {
            toldAt = now;
            say(Double.isNaN(share) ? what : what + ", " + Math.round(PERCENT * share) + " %");
        }
    }

    @Override
    public void say(String what) {
        err.println("dabyl: " + what);
    }
}
