package kz.dabyl.collector.calendar;

import biweekly.component.VEvent;
import biweekly.property.ExceptionDates;
import biweekly.property.ExceptionRule;
import biweekly.property.RecurrenceDates;
import biweekly.property.ValuedProperty;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Period;
import biweekly.util.Recurrence;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;

/** The beginnings of an event that recurs, within a horizon and a number. The rule is followed on the wall clock. */
final class Series {

    /** Of one series that are taken: a week each for twenty years. */
    static final int MOST = 1_000;

    /** Steps that a rule is followed: a week each since 1970, a day each for over thirteen years. */
    private static final int MOST_STEPS = 5_000;

    private static final int MOST_INTERVAL = 1_000;
    private static final Set<Frequency> RARE =
            EnumSet.of(Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY);
    private static final TimeZone WALL = TimeZone.getTimeZone("UTC");

    private final Extent extent;
    private final Zones zones;
    private final ImportTerms terms;

    /** By where they stand on the line of time, what the clock shows. */
    private final Map<Instant, LocalDateTime> beginnings = new TreeMap<>();

    private Series(Extent extent, Zones zones, ImportTerms terms) {
        this.extent = extent;
        this.zones = zones;
        this.terms = terms;
    }

    static boolean recurs(VEvent event) {
        return event.getRecurrenceRule() != null || !event.getRecurrenceDates().isEmpty();
    }

    /** In the order of time. */
    static Map<Instant, LocalDateTime> of(VEvent event, Extent extent, Zones zones, ImportTerms terms) throws Skip {
        var series = new Series(extent, zones, terms);
        series.add(extent.zone().at(extent.start()), extent.start());
        if (event.getRecurrenceRule() != null) {
            series.follow(checked(event));
        }
        for (var dates : event.getRecurrenceDates()) {
            series.add(dates);
        }
        for (var dates : event.getExceptionDates()) {
            series.remove(dates);
        }
        return series.beginnings;
    }

    private static Recurrence checked(VEvent event) throws Skip {
        var rule = ValuedProperty.getValue(event.getRecurrenceRule());
        if (rule == null || rule.getFrequency() == null) {
            throw new Skip("its RRULE cannot be read");
        }
        if (!event.getProperties(ExceptionRule.class).isEmpty()) {
            throw new Skip("it has an EXRULE, which is not followed");
        }
        var interval = rule.getInterval() == null ? 1 : rule.getInterval();
        if (!RARE.contains(rule.getFrequency())
                || !rule.getByHour().isEmpty()
                || !rule.getByMinute().isEmpty()
                || !rule.getBySecond().isEmpty()) {
            throw new Skip("its RRULE is not by days, weeks, months or years");
        }
        if (interval < 1 || interval > MOST_INTERVAL || rule.getXRules().containsKey("RSCALE")) {
            throw new Skip("its RRULE is not followed: INTERVAL is not 1 to " + MOST_INTERVAL + ", or RSCALE is given");
        }
        return rule;
    }

    private void follow(Recurrence rule) throws Skip {
        var until = rule.getUntil();
        var last = until == null ? terms.until() : earlier(terms.until(), end(until));
        // An end in UTC is not on the wall clock by which the rule is followed, so it is looked at apart.
        var endless = new Recurrence.Builder(rule).until((ICalDate) null).build();
        var start = new ICalDate(Date.from(extent.start().toInstant(ZoneOffset.UTC)), true);
        var steps = endless.getDateIterator(start, WALL);
        var before = LocalDateTime.MIN;
        for (var i = 0; steps.hasNext(); i++) {
            var wall = LocalDateTime.ofInstant(steps.next().toInstant(), ZoneOffset.UTC);
            if (!wall.isAfter(before) || extent.zone().at(wall).isAfter(last)) {
                return;
            }
            if (i >= MOST_STEPS || terms.late().getAsBoolean()) {
                throw new Skip("its RRULE takes too many steps to the time that is asked for");
            }
            add(extent.zone().at(wall), wall);
            before = wall;
        }
    }

    /** The last moment at which one may begin. */
    private Instant end(ICalDate until) throws Skip {
        var wall = Extent.wall(until);
        if (until.getRawComponents().isUtc()) {
            return wall.toInstant(ZoneOffset.UTC);
        }
        return extent.zone().at(until.hasTime() ? wall : wall.plusDays(1).minusNanos(1));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void add(RecurrenceDates dates) throws Skip {
        var tzid = dates.getParameters().getTimezoneId();
        for (var date : dates.getDates()) {
            add(zones.of(date, tzid).at(Extent.wall(date)), Extent.wall(date));
        }
        for (Period period : dates.getPeriods()) {
            var from = period.getStartDate();
            if (from != null) {
                add(zones.of(from, tzid).at(Extent.wall(from)), Extent.wall(from));
            }
        }
    }

    private void remove(ExceptionDates dates) throws Skip {
        var tzid = dates.getParameters().getTimezoneId();
        for (var date : dates.getValues()) {
            if (date.hasTime()) {
                beginnings.remove(zones.of(date, tzid).at(Extent.wall(date)));
            } else {
                var day = Extent.wall(date).toLocalDate();
                beginnings.values().removeIf(wall -> wall.toLocalDate().equals(day));
            }
        }
    }

    private void add(Instant at, LocalDateTime wall) throws Skip {
        if (at.isAfter(terms.until()) || !extent.end(wall).isAfter(terms.from())) {
            return;
        }
        if (beginnings.size() >= MOST && !beginnings.containsKey(at)) {
            throw new Skip("it comes more than " + MOST + " times in the time that is asked for");
        }
        beginnings.put(at, wall);
    }
}
