package kz.dabyl.probe.deliver;

/** Clocks that a test moves; the wall clock may be wrong. Thread-safe. */
public final class FakeClocks implements Clocks {

    private long steady = 1_000_000;
    private long wall;

    public FakeClocks(long wall) {
        this.wall = wall;
    }

    public synchronized void pass(long millis) {
        steady += millis;
        wall += millis;
    }

    /** Somebody sets the clock. */
    public synchronized void set(long to) {
        wall = to;
    }

    @Override
    public synchronized long wall() {
        return wall;
    }

    @Override
    public synchronized long steady() {
        return steady;
    }
}
