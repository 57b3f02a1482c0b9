package kz.dabyl.detector.core.cells;

/**
 * Short outages that a network in a place has by itself: they come at a constant rate and are exponentially long. Immutable.
 *
 * @param perSecond how many begin a second
 * @param meanSeconds how long they last on average
 */
public record NaturalOutages(double perSecond, double meanSeconds) {

    private static final double SECONDS_A_DAY = 86_400;

    /** What is taken for granted until a deployment has seen its own: 0.3 a day, 40 s long. */
    public static final NaturalOutages PRIOR = perDay(0.3, 40);

    public static NaturalOutages perDay(double outages, double meanSeconds) {
        return new NaturalOutages(outages / SECONDS_A_DAY, meanSeconds);
    }

    /** Those that are longer than {@code seconds}, a second. */
    public double longerThan(double seconds) {
        return perSecond * Math.exp(-seconds / meanSeconds);
    }

    /** How likely it is that one began within a window and has lasted for {@code ageMillis}. */
    public double chance(long windowMillis, long ageMillis) {
        return windowMillis / 1000.0 * longerThan(Math.max(0, ageMillis) / 1000.0);
    }

    /** How surprising it is that one begins within so long, in nats. */
    double nats(long millis) {
        return -Math.log(chance(millis, 0));
    }
}
