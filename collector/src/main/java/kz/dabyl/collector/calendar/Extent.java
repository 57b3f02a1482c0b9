package kz.dabyl.collector.calendar;

import biweekly.component.VEvent;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.ValuedProperty;
import biweekly.util.ICalDate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When an event is, and how long any of its series is: {@code onTheWall} by the clocks of the place, and {@code exact} from
 * there.
 */
record Extent(LocalDateTime start, Zones.Zone zone, Duration onTheWall, Duration exact) {

    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2200;

    static Extent of(VEvent event, Zones zones) throws Skip {
        var start = event.getDateStart();
        var from = ValuedProperty.getValue(start);
        if (start == null || from == null) {
            throw new Skip("it has no DTSTART that can be read");
        }
        var zone = zones.of(from, tzid(start));
        var wall = wall(from);
        var end = event.getDateEnd();
        var until = ValuedProperty.getValue(end);
        if (end != null && until != null) {
            var sameClock = Objects.equals(tzid(start), tzid(end))
                    && from.getRawComponents().isUtc()
                            == until.getRawComponents().isUtc();
            return sameClock
                    ? checked(wall, zone, Duration.between(wall, wall(until)), Duration.ZERO)
                    : checked(
                            wall,
                            zone,
                            Duration.ZERO,
                            Duration.between(
                                    zone.at(wall), zones.of(until, tzid(end)).at(wall(until))));
        }
        var duration = event.getDuration() == null ? null : event.getDuration().getValue();
        if (duration != null) {
            return checked(wall, zone, days(duration), exact(duration));
        }
        if (from.hasTime()) {
            throw new Skip("it has neither DTEND nor DURATION");
        }
        return checked(wall, zone, Duration.ofDays(1), Duration.ZERO);
    }

    private static Extent checked(LocalDateTime start, Zones.Zone zone, Duration onTheWall, Duration exact)
            throws Skip {
        var length = onTheWall.plus(exact);
        if (length.isNegative() || length.isZero()) {
            throw new Skip("it does not end after its beginning");
        }
        if (length.compareTo(LONGEST) > 0) {
            throw new Skip("it lasts longer than " + LONGEST.toDays() + " days");
        }
        return new Extent(start, zone, onTheWall, exact);
    }

    /** When one of the series ends that begins at {@code wall}. */
    Instant end(LocalDateTime wall) {
        return zone.at(wall.plus(onTheWall)).plus(exact);
    }

    /** What a calendar's clock shows; midnight where it names a day. */
    static LocalDateTime wall(ICalDate date) throws Skip {
        var raw = date.getRawComponents();
        if (raw.getYear() < FIRST_YEAR || raw.getYear() > LAST_YEAR) {
            throw new Skip("it is not between the years " + FIRST_YEAR + " and " + LAST_YEAR);
        }
        try {
            return date.hasTime()
                    ? LocalDateTime.of(
                            raw.getYear(),
                            raw.getMonth(),
                            raw.getDate(),
                            raw.getHour(),
                            raw.getMinute(),
                            Math.min(raw.getSecond(), 59))
                    : LocalDateTime.of(raw.getYear(), raw.getMonth(), raw.getDate(), 0, 0);
        } catch (DateTimeException e) {
            throw new Skip("there is no such time as " + raw);
        }
    }

    static @Nullable String tzid(DateOrDateTimeProperty property) {
        return property.getParameters().getTimezoneId();
    }

    private static Duration days(biweekly.util.Duration duration) throws Skip {
        return signed(duration, Duration.ofDays(7L * or0(duration.getWeeks()) + or0(duration.getDays())));
    }

    private static Duration exact(biweekly.util.Duration duration) throws Skip {
        return signed(
                duration,
                Duration.ofHours(or0(duration.getHours()))
                        .plusMinutes(or0(duration.getMinutes()))
                        .plusSeconds(or0(duration.getSeconds())));
    }

    private static Duration signed(biweekly.util.Duration duration, Duration length) throws Skip {
        if (duration.isPrior()) {
            throw new Skip("it does not end after its beginning");
        }
        return length;
    }

    private static int or0(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
