package kz.dabyl.words;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    /** Official time of the whole country since March 2024, and of all but its west before. */
    private static final ZoneId KAZAKHSTAN = ZoneId.of("Asia/Almaty");

    /** The regions whose clocks were an hour behind before, by their ISO codes; Kyzylorda's only since December 2018. */
    private static final Map<String, ZoneId> WEST = Map.of(
            "KZ-15", ZoneId.of("Asia/Aqtobe"),
            "KZ-23", ZoneId.of("Asia/Atyrau"),
            "KZ-27", ZoneId.of("Asia/Oral"),
            "KZ-43", ZoneId.of("Asia/Qyzylorda"),
            "KZ-47", ZoneId.of("Asia/Aqtau"));

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
        if (abroad) {
            return ZoneOffset.UTC;
        }
        var zones = places.stream()
                .flatMap(place -> zone(place).stream())
                .sorted(Comparator.comparing(ZoneId::getId))
                .toList();
        if (zones.isEmpty()) {
            return ZoneOffset.UTC;
        }
        var start = Instant.ofEpochMilli(incident.started());
        var clocks =
                zones.stream().map(zone -> zone.getRules().getOffset(start)).distinct();
        return zones.contains(KAZAKHSTAN) || clocks.count() > 1 ? KAZAKHSTAN : zones.get(0);
    }

    /** That of a place in Kazakhstan. */
    private static Optional<ZoneId> zone(String place) {
        if (Places.isHex(place) && !AreaNames.inKazakhstan(Areas.of(place))) {
            return Optional.empty();
        }
        return Optional.of(Areas.nearestRegion(place)
                .map(region -> WEST.getOrDefault(region, KAZAKHSTAN))
                .orElse(KAZAKHSTAN));
    }
}
