package kz.dabyl.alerts.page;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kz.dabyl.alerts.page.map.Shapes;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Places;

/** Which places lie around which: coarser hexagons, region, country. Thread-safe. */
final class Surroundings {

    static final String COUNTRY = "KZ";

    /** Cities that are regions of their own. */
    static final List<String> CITIES = List.of("KZ-75", "KZ-71", "KZ-79");

    /** Every picture asks of the same few thousand places, for each incident and territory. */
    private static final Map<String, Set<String>> KNOWN = new ConcurrentHashMap<>();

    private static final int MAX_KNOWN = 100_000;

    private Surroundings() {}

    /** The place itself and all places that contain it. */
    static Set<String> of(String place) {
        var known = KNOWN.get(place);
        if (known != null) {
            return known;
        }
        var around = find(place);
        if (KNOWN.size() < MAX_KNOWN) {
            KNOWN.put(place, around);
        }
        return around;
    }

    /** Whether what is so at one place is so at the other, at least in part. */
    static boolean overlap(String one, String other) {
        return of(other).contains(one) || (Places.isHex(other) && of(one).contains(other));
    }

    private static Set<String> find(String place) {
        var around = new HashSet<String>();
        around.add(place);
        if (Places.isHex(place)) {
            for (var resolution = Places.resolution(place) - 1; resolution >= Places.COARSEST; resolution--) {
                around.add(Places.parent(place, resolution));
            }
        }
        region(place).ifPresent(region -> {
            around.add(region);
            around.add(COUNTRY);
        });
        return Set.copyOf(around);
    }

    /** A city reaches as far as its name does, the regions take what is left. */
    private static Optional<String> region(String place) {
        if (!Places.isHex(place)) {
            return Shapes.region(place);
        }
        var area = Areas.of(place);
        return CITIES.stream()
                .filter(code -> Areas.of(code).equals(area))
                .findFirst()
                .or(() -> Shapes.region(place));
    }
}
