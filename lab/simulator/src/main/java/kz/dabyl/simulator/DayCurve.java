package kz.dabyl.simulator;

/**
 * The minutes of a local day: how busy the masts are and how fast people fall asleep. Smooth, from 0 to 1. Immutable.
 */
final class DayCurve {

    private static final long MILLIS_PER_MINUTE = 60_000;
    private static final int MINUTES_PER_HOUR = 60;
    private static final int MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;
    private static final int BUSIEST_HOUR = 21;
    private static final int SLEEPIEST_HOUR = 1;

    private final long offsetMinutes;
    private final double[] load = new double[MINUTES_PER_DAY];
    private final double[] night = new double[MINUTES_PER_DAY];

    DayCurve(Surroundings surroundings) {
        offsetMinutes = Math.round(surroundings.utcOffsetHours() * MINUTES_PER_HOUR);
        for (var minute = 0; minute < MINUTES_PER_DAY; minute++) {
            load[minute] = 0.5 + 0.5 * wave(minute, BUSIEST_HOUR);
            var wave = Math.max(0, wave(minute, SLEEPIEST_HOUR));
            night[minute] = wave * wave;
        }
    }

    private static double wave(int minute, int peakHour) {
        return StrictMath.cos(2 * Math.PI * (minute - peakHour * MINUTES_PER_HOUR) / MINUTES_PER_DAY);
    }

    /** 1 in the evening, 0 in the morning. */
    double load(long time) {
        return load[minute(time)];
    }

    /** How much people do just now against the day's mean of 1: 1.6 in the evening, 0.4 in the morning. */
    double bustle(long time) {
        return 0.4 + 1.2 * load(time);
    }

    /** 1 after midnight, half of it three hours before and after, 0 from seven to seven. */
    double night(long time) {
        return night[minute(time)];
    }

    private int minute(long time) {
        return (int) Math.floorMod(Math.floorDiv(time, MILLIS_PER_MINUTE) + offsetMinutes, (long) MINUTES_PER_DAY);
    }
}
