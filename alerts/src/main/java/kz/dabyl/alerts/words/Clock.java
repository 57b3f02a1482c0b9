package kz.dabyl.alerts.words;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/** Times of day and lengths of time in words. Pure. */
final class Clock {

    private Clock() {}

    /** {@code at} as somebody reads it at {@code now}: the hour alone today, else with the day, else with the year. */
    static String time(Phrases phrases, LocalDateTime at, LocalDateTime now) {
        var day = at.toLocalDate().equals(now.toLocalDate()) ? "today" : at.getYear() == now.getYear() ? "year" : "any";
        // Of a time without an offset ICU would make one of the machine's own zone, and skip its gaps.
        return phrases.say("time", Map.of("at", at.atOffset(ZoneOffset.UTC), "day", day));
    }

    /** Days and hours, hours and minutes, or minutes. */
    static String length(Phrases phrases, Duration length) {
        var days = length.toDays();
        if (days > 0) {
            return both(phrases, "days", days, "hours", length.toHoursPart());
        }
        return length.toHours() > 0
                ? both(phrases, "hours", length.toHours(), "minutes", length.toMinutesPart())
                : phrases.say("minutes", Map.of("n", Math.max(0, length.toMinutes())));
    }

    /** How far clocks stand from UTC: {@code UTC}, {@code UTC+5}. */
    static String offset(ZoneOffset offset) {
        return offset.getTotalSeconds() == 0
                ? "UTC"
                : "UTC" + offset.getId().replaceFirst("^([+-])0?(\\d+):00$", "$1$2");
    }

    private static String both(Phrases phrases, String large, long many, String small, int few) {
        var said = phrases.say(large, Map.of("n", many));
        return few == 0 ? said : said + " " + phrases.say(small, Map.of("n", few));
    }
}
