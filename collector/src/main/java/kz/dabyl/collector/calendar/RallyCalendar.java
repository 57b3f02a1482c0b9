package kz.dabyl.collector.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.ValuedProperty;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kz.dabyl.model.Rally;

/**
 * Rallies from calendars. A rally's id is made from its event's, so that the same calendar read again names the same
 * rallies; it tells nothing of who made the calendar, as ids of events do. Not thread-safe.
 */
public final class RallyCalendar {

    /** Of a file, series included. */
    static final int MOST_RALLIES = 2_000;

    private static final int ID_LETTERS = 12;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm", Locale.ROOT);

    private final ImportTerms terms;
    private final List<Rally> rallies = new ArrayList<>();
    private final List<RallyImport.Skipped> skipped = new ArrayList<>();

    private RallyCalendar(ImportTerms terms) {
        this.terms = terms;
    }

    /** @throws kz.dabyl.model.InvalidInputException if it is no calendar */
    public static RallyImport read(String text, ImportTerms terms) {
        var reading = new RallyCalendar(terms);
        for (var calendar : CalendarText.read(text)) {
            reading.take(calendar);
        }
        reading.rallies.sort(Comparator.comparingLong(Rally::from).thenComparing(Rally::id));
        return new RallyImport(reading.rallies, reading.skipped);
    }

    private void take(ICalendar calendar) {
        var zones = Zones.of(calendar, terms.zone());
        var cancelled = "CANCEL".equalsIgnoreCase(ValuedProperty.getValue(calendar.getMethod()));
        var events = newest(calendar.getEvents());
        var moved = moved(events, zones);
        for (var event : events) {
            try {
                if (terms.late().getAsBoolean()) {
                    throw new Skip("the calendar takes too long to read");
                }
                if (cancelled || (event.getStatus() != null && event.getStatus().isCancelled())) {
                    throw new Skip("it was cancelled");
                }
                take(event, zones, moved.getOrDefault(uid(event), Set.of()));
            } catch (Skip e) {
                skipped.add(new RallyImport.Skipped(Words.line(uid(event)), e.why()));
            }
        }
    }

    private void take(VEvent event, Zones zones, Set<Instant> moved) throws Skip {
        var extent = Extent.of(event, zones);
        var ground = Venue.of(event, terms.radiusMetres());
        var id = "ics-" + digest(uid(event));
        if (event.getRecurrenceId() != null) {
            var original = ValuedProperty.getValue(event.getRecurrenceId());
            if (original == null) {
                throw new Skip("its RECURRENCE-ID cannot be read");
            }
            add(event, extent, ground, extent.start(), id + "-" + DAY.format(Extent.wall(original)));
        } else if (Series.recurs(event)) {
            for (var wall : series(event, extent, zones, moved)) {
                add(event, extent, ground, wall, id + "-" + DAY.format(wall));
            }
        } else {
            add(event, extent, ground, extent.start(), id);
        }
    }

    private List<LocalDateTime> series(VEvent event, Extent extent, Zones zones, Set<Instant> moved) throws Skip {
        var beginnings = Series.of(event, extent, zones, terms);
        if (beginnings.isEmpty()) {
            throw new Skip("none of its series is in the time that is asked for");
        }
        beginnings.keySet().removeAll(moved);
        if (rallies.size() + beginnings.size() > MOST_RALLIES) {
            throw new Skip("there are more than " + MOST_RALLIES + " rallies");
        }
        return List.copyOf(beginnings.values());
    }

    private void add(VEvent event, Extent extent, Ground ground, LocalDateTime wall, String id) throws Skip {
        if (rallies.size() >= MOST_RALLIES) {
            throw new Skip("there are more than " + MOST_RALLIES + " rallies");
        }
        rallies.add(new Rally(
                id,
                Words.line(ValuedProperty.getValue(event.getSummary())),
                extent.zone().at(wall).toEpochMilli(),
                extent.end(wall).toEpochMilli(),
                ground.places(),
                ground.circle()));
    }

    /** Of events that are the same the one with the highest SEQUENCE, of those the last. */
    private List<VEvent> newest(List<VEvent> events) {
        var newest = new HashMap<String, VEvent>();
        var order = new ArrayList<String>();
        for (var event : events) {
            if (uid(event).isEmpty()) {
                skipped.add(new RallyImport.Skipped("", "it has no UID"));
                continue;
            }
            var original = ValuedProperty.getValue(event.getRecurrenceId());
            var key = uid(event) + "\n" + (original == null ? "" : original.getRawComponents());
            var before = newest.get(key);
            if (before == null) {
                order.add(key);
            }
            if (before == null || sequence(event) >= sequence(before)) {
                newest.put(key, event);
            }
        }
        return order.stream().map(newest::get).toList();
    }

    /** By event, which of its series stand elsewhere. */
    private static Map<String, Set<Instant>> moved(List<VEvent> events, Zones zones) {
        var moved = new HashMap<String, Set<Instant>>();
        for (var event : events) {
            original(event, zones)
                    .ifPresent(at -> moved.computeIfAbsent(uid(event), uid -> new HashSet<>())
                            .add(at));
        }
        return moved;
    }

    /** Empty also where it cannot be told: the event itself is skipped then, for the same reason. */
    private static Optional<Instant> original(VEvent event, Zones zones) {
        var property = event.getRecurrenceId();
        var original = ValuedProperty.getValue(property);
        if (property == null || original == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(zones.of(original, Extent.tzid(property)).at(Extent.wall(original)));
        } catch (Skip e) {
            return Optional.empty();
        }
    }

    private static int sequence(VEvent event) {
        var sequence = ValuedProperty.getValue(event.getSequence());
        return sequence == null ? 0 : sequence;
    }

    private static String uid(VEvent event) {
        var uid = ValuedProperty.getValue(event.getUid());
        return uid == null ? "" : uid.strip();
    }

    private static String digest(String uid) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(uid.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, ID_LETTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
