package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Places;

/** Some places with all that they lie in and all that lies in them, see {@link Nearby#contains}. */
final class Vicinity {

    private final Set<String> places;
    private final Set<String> around = new HashSet<>();

    Vicinity(Set<String> places) {
        this.places = places;
        places.forEach(place -> around.addAll(around(place)));
    }

    /** Whether a place is one of them, lies in one, or has one in it. */
    boolean holds(String place) {
        return places.contains(place)
                || around.contains(place)
                || around(place).stream().anyMatch(places::contains);
    }

    /** All that a place lies in. */
    private static List<String> around(String place) {
        var around = new ArrayList<String>();
        if (Places.isHex(place)) {
            Areas.region(place).ifPresent(around::add);
            for (var resolution = Places.resolution(place) - 1; resolution >= 0; resolution--) {
                around.add(Places.parent(place, resolution));
            }
        }
        return around;
    }
}
