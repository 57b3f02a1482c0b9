package kz.dabyl.simulator;

import kz.dabyl.simulator.event.ProbeKind;

/**
 * How the probes of a group behave.
 *
 * @param promises whether they say when they will speak next
 * @param intervalSeconds a report each, and the promise; without promises the mean gap between reports that come at random
 * @param jitterMillis a report comes up to so much later than planned
 * @param minLoss share of reports that the best of them loses on the air
 * @param maxLoss share of reports that the worst of them loses
 * @param latencyMillis median time of a report under way
 * @param movesPerDay how often they travel to another place of their city
 * @param clockErrorMillis their clocks are wrong by up to so much
 */
public record Habits(
        boolean promises,
        int intervalSeconds,
        int jitterMillis,
        double minLoss,
        double maxLoss,
        double latencyMillis,
        double movesPerDay,
        int clockErrorMillis,
        Sleep sleep,
        SecondPath secondPath) {

    /**
     * How phones fall silent one by one.
     *
     * @param perDay how often by day; at night five times as often
     * @param meanSeconds for how long by day; at night nine times as long
     * @param goodbyes share of sleeps that are announced
     * @param empties share of sleeps that are an empty battery: announced by {@code low}, ended by a new start
     */
    public record Sleep(double perDay, double meanSeconds, double goodbyes, double empties) {

        static final Sleep NONE = new Sleep(0, 0, 0, 0);
    }

    /**
     * Probes with a fixed line beside their SIM: they measure the one and report over the other.
     *
     * @param share of the group
     * @param network of the fixed line
     */
    public record SecondPath(double share, String network) {

        static final SecondPath NONE = new SecondPath(0, "AS9198");
    }

    /** What is usual for this kind. */
    public static Habits of(ProbeKind kind) {
        return switch (kind) {
            case PHONE ->
                new Habits(true, 30, 2000, 0.01, 0.10, 120, 3, 3000, new Sleep(2, 1800, 0.3, 0.1), SecondPath.NONE);
            case MODEM -> new Habits(true, 30, 800, 0.005, 0.03, 90, 0, 1000, Sleep.NONE, SecondPath.NONE);
            case FIXED -> new Habits(true, 30, 300, 0, 0.005, 40, 0, 200, Sleep.NONE, SecondPath.NONE);
            case WITNESS -> new Habits(true, 30, 300, 0, 0.005, 70, 0, 200, Sleep.NONE, SecondPath.NONE);
            case FORGED -> new Habits(true, 30, 100, 0, 0, 60, 0, 0, Sleep.NONE, SecondPath.NONE);
        };
    }
}
