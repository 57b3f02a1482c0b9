package kz.dabyl.alerts.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.alerts.cells.CellState;
import kz.dabyl.alerts.cells.CellState.Seen;
import kz.dabyl.alerts.cells.Cells;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Places;
import kz.dabyl.words.Language;

/** Pictures as tests need them. */
final class Pictures {

    /** Hexagons in the middle of Almaty. */
    static final String CENTRE = Places.at(43.2383, 76.9454, 7);

    static final String BESIDE = Places.at(43.2600, 76.9454, 7);

    static final String ASTANA = Places.at(51.1290, 71.4300, 7);

    static final long UNTIL = SomeIncident.STARTED + 240_000;

    private Pictures() {}

    static Picture of(List<CellState> cells, SomeIncident... open) {
        return picture(cells, false, cases(open));
    }

    /** One in which only these hexagons ever had enough probes. */
    static Picture named(Set<String> named, List<CellState> cells, SomeIncident... open) {
        var cases = cases(open);
        return Picture.of(
                new Cells(cells, OptionalLong.of(UNTIL), UNTIL, 1, named),
                false,
                cases.stream().map(Case::incident).toList(),
                cases,
                List.of());
    }

    /** The same when its data has ended. */
    static Picture stale(Picture picture) {
        return picture(picture.cells().shown(), true, picture.open());
    }

    static Picture over(SomeIncident... over) {
        return Picture.of(cells(List.of()), false, List.of(), List.of(), cases(over));
    }

    /** One with these incidents, all of them told of. */
    static Picture picture(List<CellState> cells, boolean stale, List<Case> open) {
        return Picture.of(cells(cells), stale, open.stream().map(Case::incident).toList(), open, List.of());
    }

    private static Cells cells(List<CellState> cells) {
        var named = cells.stream().map(cell -> cell.cell().place()).collect(Collectors.toSet());
        return new Cells(cells, OptionalLong.of(UNTIL), UNTIL, 1, named);
    }

    private static List<Case> cases(SomeIncident... incidents) {
        return Arrays.stream(incidents)
                .map(incident -> new Case(List.of(incident.incident())))
                .toList();
    }

    static CellState cell(String place, String network, Seen seen) {
        return new CellState(new Cell(place, network, Access.MOBILE), seen, "8-15");
    }

    /** The three networks of the country at a place, all seen alike. */
    static Stream<CellState> networks(String place, Seen seen) {
        return Stream.of("401-01", "401-02", "401-77").map(network -> cell(place, network, seen));
    }

    /** Many hexagons of Almaty with three networks each, and as many incidents as the page shows. */
    static Picture crowded(int hexagons, int incidents) {
        var cells = Places.disk(CENTRE, 12).stream()
                .sorted()
                .limit(hexagons)
                .flatMap(place -> networks(place, place.hashCode() % 3 == 0 ? Seen.UNKNOWN : Seen.OK))
                .toList();
        var open = new ArrayList<Case>();
        for (var i = 0; i < incidents; i++) {
            var opening = SomeIncident.opening("01F41AY14RF6FKF8QZ0EVZ%04d".formatted(i))
                    .in("Almaty", cells.get(3 * (i % hexagons)).cell().place());
            open.add(new Case(Stream.of(opening, opening.next().confirmed())
                    .map(SomeIncident::incident)
                    .toList()));
        }
        return picture(cells, false, open);
    }

    static String html(Picture picture, Language language) {
        var phrases = PageWords.of(language, picture);
        return new FrontPage(picture, phrases, frame(phrases, "/", false)).document();
    }

    /** The same of what did not just happen. */
    static String exercise(Picture picture, Language language) {
        var phrases = PageWords.of(language, picture);
        return new FrontPage(picture, phrases, frame(phrases, "/", true)).document();
    }

    /** The page of an incident that did not just happen. */
    static String exercise(Incident incident, Language language) {
        var texts = Texts.of(language);
        var phrases = new PageWords(texts, new LocalTimes(texts, UNTIL));
        var one = new Case(List.of(incident));
        return new IncidentPage(one, UNTIL, place -> false, phrases, frame(phrases, "/incidents/x", true)).document();
    }

    static String html(List<Incident> revisions, Language language) {
        return html(revisions, Set.of(), language);
    }

    /** The page of an incident where only {@code named} ever had enough probes. */
    static String html(List<Incident> revisions, Set<String> named, Language language) {
        var texts = Texts.of(language);
        var phrases = new PageWords(texts, new LocalTimes(texts, UNTIL));
        return new IncidentPage(
                        new Case(revisions), UNTIL, named::contains, phrases, frame(phrases, "/incidents/x", false))
                .document();
    }

    private static Frame frame(PageWords phrases, String path, boolean exercise) {
        return new Frame(phrases, path, new Assets(), exercise, pattern -> true);
    }
}
