package kz.dabyl.alerts.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import kz.dabyl.alerts.page.map.Outline;
import kz.dabyl.alerts.page.map.Shapes;
import kz.dabyl.alerts.page.map.Sheet;
import kz.dabyl.model.Areas;

/**
 * A part of the country of which the page says how it is.
 *
 * @param id in addresses within the page
 * @param area English name, as in {@link Areas}
 * @param part which part of a city, or all of it
 * @param within whether a place lies in it
 * @param around whether a place contains it, or a part of it
 */
record Territory(String id, String area, Part part, Predicate<String> within, Predicate<String> around) {

    /** Which part of an area. */
    enum Part {
        WHOLE,
        CENTRE,
        /** All of a city of which another row shows the middle. */
        CITY
    }

    /** The middles of the two largest cities. */
    static final List<Territory> CENTRES = List.of(centre("KZ-75"), centre("KZ-71"));

    /** The rows of the table: the two largest cities and their middles, the third, and all regions. */
    static final List<Territory> ROWS = rows();

    private static List<Territory> rows() {
        var rows = new ArrayList<Territory>();
        for (var code : Surroundings.CITIES) {
            var centre =
                    CENTRES.stream().filter(middle -> middle.around.test(code)).findFirst();
            centre.ifPresent(rows::add);
            rows.add(centre.isPresent() ? city(code) : region(code));
        }
        Shapes.on(Sheet.COUNTRY).stream()
                .map(Outline::code)
                .filter(code -> !Surroundings.CITIES.contains(code))
                .map(Territory::region)
                .forEach(rows::add);
        return List.copyOf(rows);
    }

    /** One of the twenty regions, cities among them. */
    static Territory region(String code) {
        return whole(code, Part.WHOLE);
    }

    private static Territory city(String code) {
        return whole(code, Part.CITY);
    }

    private static Territory whole(String code, Part part) {
        return new Territory(
                code,
                Areas.of(code),
                part,
                place -> Surroundings.of(place).contains(code),
                Surroundings.COUNTRY::equals);
    }

    private static Territory centre(String code) {
        var area = Areas.of(code);
        return new Territory(
                code + "-centre",
                area,
                Part.CENTRE,
                place -> Areas.central(area, List.of(place)),
                Set.of(Surroundings.COUNTRY, code)::contains);
    }

    /** All places of a name that is none of the country's. */
    static Territory elsewhere(String area) {
        return new Territory(
                "elsewhere", area, Part.WHOLE, place -> Areas.of(place).equals(area), place -> false);
    }

    /** A hexagon and all finer ones in it. */
    static Territory hexagon(String place) {
        return new Territory(
                place,
                Areas.of(place),
                Part.WHOLE,
                other -> Surroundings.of(other).contains(place),
                Surroundings.of(place)::contains);
    }

    /** Whether something that is so at {@code place} is so here, at least in part. */
    boolean touches(String place) {
        return around.test(place) || within.test(place);
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
