package kz.dabyl.alerts.page.map;

import java.util.List;

/**
 * The boundary of one area on a sheet.
 *
 * @param code ISO code of a region, statistical code of a district
 * @param path as the data of an SVG path
 * @param rings the same as points
 * @param label where its sign stands
 * @param names in English, Russian and Kazakh; none of a region, which has its name elsewhere
 */
public record Outline(String code, String path, Rings rings, Point label, List<String> names) {

    private static final List<String> LANGUAGES = List.of("en", "ru", "kk");

    public Outline {
        names = List.copyOf(names);
    }

    /** Reads one line of a resource: code, place of the label, path, names, with tabulators between. */
    static Outline parse(String line) {
        var fields = List.of(line.split("\t", -1));
        var at = fields.get(1).split(" ", -1);
        return new Outline(
                fields.get(0),
                fields.get(2),
                Rings.ofPath(fields.get(2)),
                new Point(Integer.parseInt(at[0]), Integer.parseInt(at[1])),
                fields.subList(3, fields.size()));
    }

    /** The name of a district. */
    public String name(String language) {
        return names.get(LANGUAGES.indexOf(language));
    }
}
