package kz.dabyl.probe.deliver;

/** Clocks that a test moves; the wall clock may be wrong. */
public final class FakeClocks implements Clocks {

    private long steady = 1_000_000;
    private long wall;

    public FakeClocks(long wall) {
        this.wall = wall;
    }

    public void pass(long millis) {
        steady += millis;
        wall += millis;
    }

    /** Somebody sets the clock. */
    public void set(long to) {
        wall = to;
    }

    @Override
    public long wall() {
        return wall;
    }

    @Override
    public long steady() {
        return steady;
    }
}
