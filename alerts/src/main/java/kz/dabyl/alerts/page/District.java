package kz.dabyl.alerts.page;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.dabyl.alerts.page.map.Outline;
import kz.dabyl.alerts.page.map.Shapes;
import kz.dabyl.alerts.page.map.Sheet;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Places;

/** A district of one of the two largest cities, of which as much is told as of the hexagons in it that may be told of. */
record District(Sheet city, Outline outline) {

    /** Hexagons of five square kilometres, and finer ones, are told by where their middle lies. */
    private static final int FINE = 7;

    private static final List<District> ALL = Stream.of(Sheet.ALMATY, Sheet.ASTANA)
            .flatMap(city -> of(city).stream())
            .toList();

    /** All those of a city. */
    static List<District> of(Sheet city) {
        return Shapes.on(city).stream()
                .map(outline -> new District(city, outline))
                .toList();
    }

    /** Those in which an incident is or was, as far as it names hexagons. */
    static List<District> of(Picture picture, Incident incident) {
        return ALL.stream()
                .filter(district ->
                        incident.places().stream().anyMatch(place -> reaches(picture, place, district.within(picture))))
                .toList();
    }

    /** Those in which some of {@code lines} are down now at hexagons of {@code territory}. */
    static List<District> hit(Picture picture, Territory territory, List<Lines> lines) {
        return ALL.stream()
                .filter(district -> picture
                        .sights(
                                district.territory(
                                        picture, district.within(picture).and(territory.within()), place -> false),
                                lines)
                        .stream()
                        .anyMatch(sight -> sight.condition() == Condition.SHUTDOWN))
                .toList();
    }

    /** All of it: what is so in the whole city is so here. */
    Territory territory(Picture picture) {
        return territory(picture, within(picture), Set.of(Surroundings.COUNTRY, city.code())::contains);
    }

    private Territory territory(Picture picture, Predicate<String> within, Predicate<String> around) {
        return new Territory(
                outline.code(),
                Areas.of(city.code()),
                Territory.Part.WHOLE,
                within,
                around.or(place -> reaches(picture, place, within)));
    }

    /** Whether {@code place} lies here: one that is coarser reaches wherever those do of its parts that may be told of. */
    private static boolean reaches(Picture picture, String place, Predicate<String> within) {
        var parts = parts(place).filter(picture.cells()::mayName).toList();
        return parts.isEmpty() ? within.test(place) : parts.stream().anyMatch(within);
    }

    private static Stream<String> parts(String place) {
        return Places.isHex(place) && Places.resolution(place) < FINE
                ? IntStream.rangeClosed(Places.resolution(place) + 1, Places.FINEST)
                        .mapToObj(resolution -> Places.within(place, resolution))
                        .flatMap(List::stream)
                : Stream.empty();
    }

    /** A hexagon that never had enough probes tells nothing of its district either. */
    private Predicate<String> within(Picture picture) {
        return place -> Places.isHex(place) && picture.cells().mayName(place) && contains(place);
    }

    private boolean contains(String hexagon) {
        return Shapes.at(city, hexagon).filter(outline::equals).isPresent();
    }

    String name(PageWords phrases) {
        return outline.name(phrases.texts().language().code());
    }
}
