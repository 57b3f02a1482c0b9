package kz.dabyl.alerts.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import kz.dabyl.model.Incident;
import kz.dabyl.words.Period;

/** Times as clocks in Kazakhstan showed them on the day in question. Immutable. */
final class LocalTimes {

    /** Official time of the whole country since March 2024, and of its largest cities before. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private final Texts texts;
    private final long now;
    private final ZoneId zone;

    /** @param now what is told without a date is of the same day, epoch milliseconds */
    LocalTimes(Texts texts, long now) {
        this(texts, now, ZONE);
    }

    private LocalTimes(Texts texts, long now, ZoneId zone) {
        this.texts = texts;
        this.now = now;
        this.zone = zone;
    }

    /** The same on the clocks by which the sentence on {@code incident} goes, unless that says itself that it is of none. */
    LocalTimes of(Incident incident) {
        var its = Period.of(incident).zone();
        return new LocalTimes(texts, now, its.equals(ZoneOffset.UTC) ? ZONE : its);
    }

    /** {@code 13:04}, or {@code 24 April, 13:04} on another day. */
    String clock(long millis) {
        var time = at(millis);
        return dated(millis, String.format(Locale.ROOT, "%02d:%02d", time.getHour(), time.getMinute()));
    }

    /** {@code 13:04:20}, or {@code 24 April, 13:04:20} on another day. */
    String moment(long millis) {
        return dated(millis, exact(millis));
    }

    private String dated(long millis, String clock) {
        var time = at(millis);
        if (time.toLocalDate().equals(at(now).toLocalDate())) {
            return clock;
        }
        return time.getYear() == at(now).getYear()
                ? texts.get("time.dated", time.getDayOfMonth(), texts.month(time.getMonthValue()), clock)
                : texts.get("time.far", date(millis), clock);
    }

    /** With seconds and without a date. */
    String exact(long millis) {
        var time = at(millis);
        return String.format(Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
    }

    /** {@code 24 April 2021}. */
    String date(long millis) {
        var time = at(millis);
        return texts.get("time.date", time.getDayOfMonth(), texts.month(time.getMonthValue()), time.getYear());
    }

    /** How the zone's clocks differ from UTC: {@code UTC+5}. */
    String zone(long millis) {
        return String.format(Locale.ROOT, "UTC%+d", at(millis).getOffset().getTotalSeconds() / 3600);
    }

    private ZonedDateTime at(long millis) {
        return Instant.ofEpochMilli(millis).atZone(zone);
    }
}
