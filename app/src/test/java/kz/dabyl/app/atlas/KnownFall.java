package kz.dabyl.app.atlas;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Times;

/**
 * Falls in the published days that are known to be true, and where one has to look for the detector to find them.
 * docs/detection-method.md says why it does not find some, and others only where no other country is watched.
 */
enum KnownFall {
    AS5089(Day.OF_2015, "00:00", "01:30", "00:17:30", "", "GB"),
    /** Its probes are in nine countries and some unknown. */
    AS6830(Day.OF_2015, "00:00", "01:30", "00:59:24", "", ""),
    /** A tunnel provider's: its probes are all over the world. */
    AS6939(Day.OF_2015, "22:05", "23:00", "22:35:06", "", "*"),
    AS38229(Day.OF_2016, "08:00", "10:00", "08:31:33", "LK", "*"),
    AS43754(Day.OF_2016, "08:00", "10:00", "09:11:09", "IR", ""),
    AS43754_AGAIN(Day.OF_2016, "08:00", "10:00", "09:42:06", "IR", "*"),
    AS680(Day.OF_2016, "13:50", "15:00", "14:40:49", "DE", "*");

    private static final long EARLY_MILLIS = 3 * 60_000;
    private static final long LATE_MILLIS = 5 * 60_000;

    final Day day;

    /** The stretch of the day that tells of it, epoch milliseconds. */
    final long from;

    final long until;

    /** The country that has to be watched for it to be found, {@code *} for all; empty where it is not found at all. */
    final String watched;

    private final long at;
    private final String country;

    /** Days of which falls are known. */
    enum Day {
        OF_2015("2015-02-10"),
        OF_2016("2016-04-29");

        private final String date;

        Day(String date) {
            this.date = date;
        }

        String file() {
            return "msm7000_" + date + ".json";
        }

        private long time(String ofDay) {
            return Times.parse(date + "T" + (ofDay.length() == 5 ? ofDay + ":00" : ofDay) + "Z")
                    .orElseThrow();
        }
    }

    KnownFall(Day day, String from, String until, String at, String country, String watched) {
        this.day = day;
        this.from = day.time(from);
        this.until = day.time(until);
        this.at = day.time(at);
        this.country = country;
        this.watched = watched;
    }

    /** Skips what is asked of a fall that is not found yet. */
    void assumeFound() {
        assumeTrue(!watched.equals(""), () -> "the fall of " + network() + " is not found yet");
    }

    /** Whether {@code incident} tells of it. Where no country is known it may name any. */
    boolean isToldBy(Incident incident) {
        return incident.networks().contains(network())
                && (country.isEmpty() || incident.places().contains(country))
                && incident.started() >= at - EARLY_MILLIS
                && incident.started() <= at + LATE_MILLIS;
    }

    /** Whether {@code incident} tells of any of them. */
    static boolean anyIsToldBy(Incident incident) {
        return Arrays.stream(values()).anyMatch(fall -> fall.isToldBy(incident));
    }

    private String network() {
        return name().replace("_AGAIN", "");
    }
}
