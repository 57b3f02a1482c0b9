package kz.dabyl.simulator;

/**
 * What an ordinary day is like.
 *
 * @param utcOffsetHours local time: when people sleep and when masts are busy
 * @param outagesPerDay natural short outages of each cell
 * @param outageMeanSeconds how long they last
 * @param noise how much loss waves around its mean, per cell and per network: 0 not at all, 1 by a factor of e
 * @param daily by what share more is lost at the busiest hour of the day than on average, and less at the quietest
 */
public record Surroundings(
        double utcOffsetHours, double outagesPerDay, double outageMeanSeconds, double noise, double daily) {

    /** Almaty and Astana until February 2024, and the prototype's natural outages. */
    public static final Surroundings DEFAULT = new Surroundings(6, 0.3, 40, 0.5, 0);
}
