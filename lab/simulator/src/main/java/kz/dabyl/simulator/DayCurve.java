package kz.dabyl.simulator;

/** The hours of a local day: how busy the masts are and how fast people fall asleep. Smooth, from 0 to 1. */
record DayCurve(double utcOffsetHours) {

    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final double BUSIEST_HOUR = 21;
    private static final double SLEEPIEST_HOUR = 1;

    /** 1 in the evening, 0 in the morning. */
    double load(long time) {
        return 0.5 + 0.5 * wave(time, BUSIEST_HOUR);
    }

    /** 1 after midnight, half of it three hours before and after, 0 from seven to seven. */
    double night(long time) {
        var wave = Math.max(0, wave(time, SLEEPIEST_HOUR));
        return wave * wave;
    }

    private double wave(long time, double peakHour) {
        var hour = time / MILLIS_PER_HOUR + utcOffsetHours;
        return Math.cos(2 * Math.PI * (hour - peakHour) / 24);
    }
}
