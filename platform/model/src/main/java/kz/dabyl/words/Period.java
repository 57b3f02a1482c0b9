package kz.dabyl.words;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Places;
import org.jspecify.annotations.Nullable;

/**
 * When an incident was, on the clocks of its place.
 *
 * @param until null while it lasts
 * @param dated whether hours alone would be misread, for they are of several days
 */
public record Period(LocalDateTime from, @Nullable LocalDateTime until, ZoneId zone, boolean dated) {

    /** Official time of the whole country since March 2024, and of its capital and largest city before. */
    private static final ZoneId KAZAKHSTAN = ZoneId.of("Asia/Almaty");

    public static Period of(Incident incident) {
        var zone = zone(incident);
        var from = at(incident.started(), zone);
        var ended = incident.ended();
        var last = at(ended == null ? incident.updated() : ended, zone);
        var over = incident.state() == Incident.State.CLOSED;
        return new Period(from, over ? last : null, zone, !from.toLocalDate().equals(last.toLocalDate()));
    }

    /** Whether these are times of no place, which a sentence must say. */
    boolean utc() {
        return zone.equals(ZoneOffset.UTC);
    }

    /** What the clocks of its place show at {@code millis}. */
    public LocalDateTime at(long millis) {
        return at(millis, zone);
    }

    /** Hour and minute. */
    static String clock(LocalDateTime time) {
        return String.format(Locale.ROOT, "%02d:%02d", time.getHour(), time.getMinute());
    }

    private static LocalDateTime at(long millis, ZoneId zone) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone);
    }

    private static ZoneId zone(Incident incident) {
        var places = incident.places();
        if (places.isEmpty()) {
            return AreaNames.inKazakhstan(incident.area()) ? KAZAKHSTAN : ZoneOffset.UTC;
        }
        var abroad = places.stream().anyMatch(place -> !Places.isHex(place) && !place.startsWith("KZ"));
        var known = places.stream()
                .anyMatch(place ->
                        place.startsWith("KZ") || (Places.isHex(place) && AreaNames.inKazakhstan(Areas.of(place))));
        return known && !abroad ? KAZAKHSTAN : ZoneOffset.UTC;
    }
}
