package kz.dabyl.detector.core.world;

import java.util.HashSet;
import java.util.Set;

/** Some places with all that they lie in and all that lies in them, see {@link Nearby#contains}. */
public final class Vicinity {

    private final Set<String> places;
    private final CellIndex index;
    private final Set<String> around = new HashSet<>();

    public Vicinity(Set<String> places, CellIndex index) {
        this.places = places;
        this.index = index;
        places.forEach(place -> around.addAll(index.around(place)));
    }

    /** Whether a place is one of them, lies in one, or has one in it. */
    public boolean holds(String place) {
        return places.contains(place)
                || around.contains(place)
                || index.around(place).stream().anyMatch(places::contains);
    }
}
