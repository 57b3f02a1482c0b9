package kz.dabyl.collector.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.util.function.BooleanSupplier;

/**
 * How a calendar is read.
 *
 * @param radiusMetres of events that give a point and no radius
 * @param zone of times without one
 * @param from series are taken from here on
 * @param until series are taken up to here
 * @param late whether reading has taken too long; what is left is skipped then
 */
public record ImportTerms(double radiusMetres, ZoneId zone, Instant from, Instant until, BooleanSupplier late) {

    public static final double USUAL_RADIUS_METRES = 2_000;
    public static final double MOST_RADIUS_METRES = 500_000;
    public static final ZoneId USUAL_ZONE = ZoneId.of("Asia/Almaty");
}
