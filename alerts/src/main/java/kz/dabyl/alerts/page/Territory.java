package kz.dabyl.alerts.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import kz.dabyl.alerts.page.map.Outline;
import kz.dabyl.alerts.page.map.Shapes;
import kz.dabyl.alerts.page.map.Sheet;
import kz.dabyl.model.Areas;
import kz.dabyl.model.Places;

/**
 * A part of the country of which the page says how it is.
 *
 * @param id in addresses within the page
 * @param area English name, as in {@link Areas}
 * @param part which part of a city, or all of it
 * @param within whether a place lies in it
 * @param around places that contain it
 */
record Territory(String id, String area, Part part, Predicate<String> within, Set<String> around) {

    /** Which part of an area. */
    enum Part {
        WHOLE,
        CENTRE,
        /** All of a city of which another row shows the middle. */
        CITY
    }

    private static final String COUNTRY = "KZ";
    private static final List<String> CITIES = List.of("KZ-75", "KZ-71", "KZ-79");

    /** The middles of the two largest cities. */
    static final List<Territory> CENTRES = List.of(centre("KZ-75"), centre("KZ-71"));

    /** The rows of the table: the two largest cities and their middles, the third, and all regions. */
    static final List<Territory> ROWS = rows();

    private static List<Territory> rows() {
        var rows = new ArrayList<Territory>();
        CENTRES.forEach(centre -> {
            rows.add(centre);
            rows.add(city(centre.id.substring(0, centre.id.lastIndexOf('-'))));
        });
        rows.add(region(CITIES.get(2)));
        Shapes.on(Sheet.COUNTRY).stream()
                .map(Outline::code)
                .filter(code -> !CITIES.contains(code))
                .map(Territory::region)
                .forEach(rows::add);
        return List.copyOf(rows);
    }

    /** One of the twenty regions, cities among them. */
    static Territory region(String code) {
        return new Territory(
                code, Areas.of(code), Part.WHOLE, place -> regionOf(place).equals(code), Set.of(COUNTRY));
    }

    private static Territory city(String code) {
        var all = region(code);
        return new Territory(all.id, all.area, Part.CITY, all.within, all.around);
    }

    private static Territory centre(String code) {
        var area = Areas.of(code);
        return new Territory(
                code + "-centre",
                area,
                Part.CENTRE,
                place -> Areas.central(area, List.of(place)),
                Set.of(COUNTRY, code));
    }

    /** All places of a name that is none of the country's. */
    static Territory elsewhere(String area) {
        return new Territory(
                "elsewhere", area, Part.WHOLE, place -> Areas.of(place).equals(area), Set.of());
    }

    /** A hexagon and all finer ones in it. */
    static Territory hexagon(String place) {
        var resolution = Places.resolution(place);
        Predicate<String> within = other -> Places.isHex(other)
                && Places.resolution(other) >= resolution
                && Places.parent(other, resolution).equals(place);
        return new Territory(place, Areas.of(place), Part.WHOLE, within, Set.of(COUNTRY, regionOf(place)));
    }

    /** Whether all of {@code inner} lies in {@code outer}, or the other way round. */
    static boolean covers(String outer, String inner) {
        return Places.overlaps(outer, inner)
                || (outer.equals(COUNTRY) && !regionOf(inner).isEmpty())
                || outer.equals(regionOf(inner));
    }

    /** A city reaches as far as its name does, the regions take what is left. */
    private static String regionOf(String place) {
        return cityOf(place).or(() -> Shapes.region(place)).orElse("");
    }

    private static Optional<String> cityOf(String place) {
        if (!Places.isHex(place)) {
            return Optional.empty();
        }
        var area = Areas.of(place);
        return CITIES.stream().filter(code -> Areas.of(code).equals(area)).findFirst();
    }

    /** Whether something that is so at {@code place} is so here, at least in part. */
    boolean touches(String place) {
        return around.contains(place) || within.test(place);
    }

    String name(Texts texts) {
        var name = texts.area(area);
        return switch (part) {
            case WHOLE -> name;
            case CENTRE -> texts.get("part.centre", name);
            case CITY -> texts.get("part.city", name);
        };
    }
}
