package kz.dabyl.probe.deliver;

/** The two clocks of a machine. */
public interface Clocks {

    Clocks MACHINE = new Clocks() {
        @Override
        public long wall() {
            return System.currentTimeMillis();
        }

        @Override
        public long steady() {
            return System.nanoTime() / 1_000_000;
        }
    };

    /** What its owner has set, epoch milliseconds; may jump. */
    long wall();

    /** Milliseconds since some moment; never goes back. */
    long steady();
}
