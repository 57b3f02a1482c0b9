package kz.dabyl.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An announced rally: a shutdown inside its area and hours is held to be likelier.
 *
 * @param from epoch milliseconds
 * @param until epoch milliseconds
 * @param places hexagons, or empty where {@code circle} is given
 */
public record Rally(
        String id,
        String title,
        long from,
        long until,
        List<String> places,
        @Nullable Circle circle) {

    /** Degrees and metres. */
    public record Circle(double latitude, double longitude, double radiusMetres) {}

    public Rally {
        places = List.copyOf(places);
    }

    /** Whether {@code place} lies in the rally's area: touches it, in the case of a hexagon that is coarser. */
    public boolean covers(String place) {
        if (circle != null) {
            return Places.isHex(place)
                    && Places.metresTo(place, circle.latitude, circle.longitude)
                            <= circle.radiusMetres + Places.radiusMetres(place);
        }
        return places.stream().anyMatch(p -> Places.overlaps(p, place));
    }

    public boolean at(long time) {
        return from <= time && time < until;
    }
}
