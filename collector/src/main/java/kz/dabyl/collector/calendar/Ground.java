package kz.dabyl.collector.calendar;

import java.util.List;
import kz.dabyl.model.Rally;
import org.jspecify.annotations.Nullable;

/** Where a rally is: either hexagons and codes, or a circle. */
record Ground(List<String> places, Rally.@Nullable Circle circle) {

    static Ground of(Rally.Circle circle) {
        return new Ground(List.of(), circle);
    }

    static Ground of(String place) {
        return new Ground(List.of(place), null);
    }
}
