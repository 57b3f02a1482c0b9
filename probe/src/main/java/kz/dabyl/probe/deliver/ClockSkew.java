package kz.dabyl.probe.deliver;

/**
 * How far this machine's clock is from a collector's, measured by the {@code Date} of its answers, which knows whole
 * seconds only. Within that resolution the clock counts as right. Immutable.
 *
 * @param millis what is to be added to this clock's time
 */
public record ClockSkew(long millis) {

    public static final ClockSkew NONE = new ClockSkew(0);

    private static final long WORTH_TELLING = 60_000;

    /**
     * What an answer tells.
     *
     * @param sent this clock when the request went
     * @param answered this clock when the answer came
     * @param date the collector's clock in between, cut to seconds
     */
    static ClockSkew measured(long sent, long answered, long date) {
        // The collector's clock showed between date and a second later, at some moment of the exchange.
        var least = date - answered;
        var most = date + 1000 - sent;
        if (least <= 0 && most >= 0) {
            return NONE;
        }
        return new ClockSkew((least + most) / 2);
    }

    public long corrected(long clock) {
        return clock + millis;
    }

    /** Whether people should set their clock. */
    public boolean worthTelling() {
        return Math.abs(millis) >= WORTH_TELLING;
    }
}
