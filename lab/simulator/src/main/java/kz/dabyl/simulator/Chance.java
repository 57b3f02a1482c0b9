package kz.dabyl.simulator;

import kz.dabyl.simulator.event.Draws;

/**
 * A stream of random numbers: SplitMix64, as in {@code java.util.SplittableRandom}, but with what is drawn from it spelt
 * out here, because the JDK changes that between versions and a scenario must stay what it was. Not thread-safe.
 */
final class Chance {

    private static final double UNIFORMS_PER_GAUSSIAN = 4;

    private final long salt;
    private long drawn;

    /** The stream of {@code owner} among those of {@code salt}. */
    Chance(long salt, String owner) {
        this.salt = Draws.salt(salt, owner);
    }

    /** Uniform from 0 to 1, 1 excluded. */
    double next() {
        return Draws.uniform(salt, drawn++);
    }

    /** Uniform from 0 to {@code bound}, excluded. */
    int below(int bound) {
        return (int) (bound * next());
    }

    /** Whether something of this likelihood happens. */
    boolean happens(double likelihood) {
        return next() < likelihood;
    }

    double exponential(double mean) {
        return -mean * StrictMath.log(1 - next());
    }

    /** Around 0 with deviation 1, nearly normal and never beyond three and a half. */
    double gaussian() {
        var sum = 0.0;
        for (var i = 0; i < UNIFORMS_PER_GAUSSIAN; i++) {
            sum += next();
        }
        return (sum - UNIFORMS_PER_GAUSSIAN / 2) * Math.sqrt(12 / UNIFORMS_PER_GAUSSIAN);
    }
}
