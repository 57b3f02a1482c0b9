package kz.dabyl.collector.calendar;

import biweekly.ICalendar;
import biweekly.component.Observance;
import biweekly.component.VTimezone;
import biweekly.io.ICalTimeZone;
import biweekly.property.ExceptionRule;
import biweekly.property.RecurrenceRule;
import biweekly.property.ValuedProperty;
import biweekly.util.DateTimeComponents;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The zones of one calendar. A zone that is known by name is as the JDK has it, whatever the calendar says: calendars carry
 * rules that were right when their program was built, and Kazakhstan has changed its time since. Others, such as those of
 * Outlook, are as the calendar describes them. Not thread-safe.
 */
final class Zones {

    /** Outlook's begin in 1601, and every year since would be gone through for each time. */
    private static final int FIRST_YEAR = 1970;

    private static final int MOST_OBSERVANCES = 200;
    private static final Set<String> NAMES = ZoneId.getAvailableZoneIds();

    /** Where a wall clock stands on the line of time. */
    interface Zone {

        Instant at(LocalDateTime wall);
    }

    private final Zone usual;
    private final Map<String, Zone> described = new HashMap<>();

    private Zones(Zone usual) {
        this.usual = usual;
    }

    /** @param usual of times without one, where the calendar says nothing either */
    static Zones of(ICalendar calendar, ZoneId usual) {
        var own = calendar.getExperimentalProperty("X-WR-TIMEZONE");
        var zone = own == null ? Optional.<ZoneId>empty() : named(own.getValue());
        var zones = new Zones(zone(zone.orElse(usual)));
        for (var component : calendar.getComponents(VTimezone.class)) {
            var id = ValuedProperty.getValue(component.getTimezoneId());
            if (id != null) {
                described(component).ifPresent(z -> zones.described.put(id, z));
            }
        }
        return zones;
    }

    /**
     * The zone of a time.
     *
     * @param tzid as the calendar names it, null where it does not
     */
    Zone of(ICalDate date, @Nullable String tzid) throws Skip {
        if (date.getRawComponents().isUtc()) {
            return zone(ZoneOffset.UTC);
        }
        if (tzid == null) {
            return usual;
        }
        var named = named(tzid);
        if (named.isPresent()) {
            return zone(named.get());
        }
        var zone = described.get(tzid);
        if (zone == null) {
            throw new Skip("its time zone '" + Words.line(tzid) + "' is neither known nor described in the calendar");
        }
        return zone;
    }

    private static Zone zone(ZoneId id) {
        return wall -> wall.atZone(id).toInstant();
    }

    /** Also behind the names of those who made it, as in {@code /mozilla.org/20050126_1/Asia/Almaty}. */
    private static Optional<ZoneId> named(String tzid) {
        for (var name = tzid.strip(); !name.isEmpty(); ) {
            if (NAMES.contains(name)) {
                return Optional.of(ZoneId.of(name));
            }
            var slash = name.indexOf('/');
            name = slash < 0 ? "" : name.substring(slash + 1);
        }
        return Optional.empty();
    }

    private static Optional<Zone> described(VTimezone component) {
        var observances = Stream.concat(
                        component.getStandardTimes().stream(), component.getDaylightSavingsTime().stream())
                .map(Observance.class::cast)
                .toList();
        if (observances.isEmpty()
                || observances.size() > MOST_OBSERVANCES
                || !observances.stream().allMatch(Zones::isYearly)) {
            return Optional.empty();
        }
        observances.forEach(Zones::beginLater);
        var zone = new ICalTimeZone(component);
        return Optional.of(wall -> wall.toInstant(ZoneOffset.ofTotalSeconds(offsetSeconds(zone, wall))));
    }

    private static int offsetSeconds(ICalTimeZone zone, LocalDateTime wall) {
        var offset = zone.getOffset(
                GregorianCalendar.AD,
                wall.getYear(),
                wall.getMonthValue() - 1,
                wall.getDayOfMonth(),
                wall.getDayOfWeek().getValue() % 7 + 1,
                (int) (wall.toLocalTime().toNanoOfDay() / 1_000_000));
        return offset / 1000;
    }

    /** Once a year at most: what comes more often would be gone through for every time. */
    private static boolean isYearly(Observance observance) {
        var start = ValuedProperty.getValue(observance.getDateStart());
        var to = ValuedProperty.getValue(observance.getTimezoneOffsetTo());
        if (start == null || !isReal(start) || to == null || Math.abs(to.getMillis()) > 18 * 3_600_000) {
            return false;
        }
        var rules = observance.getProperties(RecurrenceRule.class);
        return observance.getProperties(ExceptionRule.class).isEmpty()
                && rules.size() <= 1
                && rules.stream().allMatch(rule -> isYearly(rule.getValue()));
    }

    private static boolean isYearly(@Nullable Recurrence rule) {
        return rule != null
                && rule.getFrequency() == Frequency.YEARLY
                && (rule.getInterval() == null || rule.getInterval() == 1)
                && rule.getCount() == null
                && rule.getByHour().isEmpty()
                && rule.getByMinute().isEmpty()
                && rule.getBySecond().isEmpty()
                && rule.getByDay().size() <= 1
                && rule.getByMonthDay().size() <= 7
                && rule.getByMonthDay().stream().allMatch(day -> day != 0 && Math.abs(day) <= 31)
                && rule.getByMonth().size() == 1
                && rule.getByMonth().stream().allMatch(month -> month >= 1 && month <= 12)
                && (rule.getUntil() == null || isReal(rule.getUntil()))
                && rule.getByYearDay().isEmpty()
                && rule.getByWeekNo().isEmpty();
    }

    /** The library takes a month of 55, and ends with an Error when it looks for its days. */
    private static boolean isReal(ICalDate date) {
        var raw = date.getRawComponents();
        try {
            LocalDate.of(raw.getYear(), raw.getMonth(), raw.getDate());
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void beginLater(Observance observance) {
        var start = ValuedProperty.getValue(observance.getDateStart());
        if (start != null
                && start.getRawComponents().getYear() < FIRST_YEAR
                && observance.getRecurrenceRule() != null) {
            var from = start.getRawComponents();
            var later = new DateTimeComponents(
                    FIRST_YEAR,
                    from.getMonth(),
                    Math.min(from.getDate(), 28),
                    from.getHour(),
                    from.getMinute(),
                    from.getSecond(),
                    false);
            observance.setDateStart(new ICalDate(later, true));
        }
    }
}
