package kz.dabyl.alerts.page;

import static kz.dabyl.alerts.page.Pictures.ASTANA;
import static kz.dabyl.alerts.page.Pictures.CENTRE;
import static kz.dabyl.alerts.page.Pictures.cell;
import static kz.dabyl.alerts.page.Pictures.networks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.dabyl.alerts.cells.CellState;
import kz.dabyl.alerts.cells.CellState.Seen;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Places;
import kz.dabyl.words.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody who sees the front page for the first time must not be left to guess. */
class StrangerTest {

    /** In the middle of Almaty as well, but in another district. */
    private static final String FAR = Places.at(43.2250, 76.9600, 7);

    private static final SomeIncident SHUTDOWN =
            SomeIncident.opening("cut").in("Almaty", CENTRE).confirmed();

    private static final List<CellState> CELLS = Stream.concat(networks(CENTRE, Seen.AFFECTED), networks(FAR, Seen.OK))
            .toList();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mobile internet is down in parts of the centre. | 401-01,401-02,401-77 |",
                "Mobile internet is down in parts of the centre on Kcell. | 401-02 |",
                "Mobile internet is down on Beeline, and in parts of the centre on Kcell. | 401-01,401-02 | 401-01",
                "Mobile internet is down on Beeline. | 401-01 | 401-01",
            })
    void readsWhichNetworksAreDownAndWhichInParts(String lead, String networks, String nowhereElse) {
        var picture = Pictures.of(
                CELLS.stream()
                        .filter(cell -> !(cell.cell().network().equals(nowhereElse)
                                && cell.cell().place().equals(FAR)))
                        .toList(),
                SHUTDOWN.of(networks.split(",", -1)));

        assertThat(card(Pictures.html(picture, Language.EN))).contains(lead);
    }

    @Test
    void readsThatAllIsDownWhereNothingIsKnownToLive() {
        var picture = Pictures.of(networks(CENTRE, Seen.AFFECTED).toList(), SHUTDOWN.of("401-01", "401-02", "401-77"));

        assertThat(card(Pictures.html(picture, Language.EN)))
                .contains("Mobile internet is down.", "down since 13:00")
                .doesNotContain("parts");
    }

    @Test
    void readsOfWhatTheCountedPartsArePartsAndWhereTheyLie() {
        var page = Pictures.html(Pictures.of(CELLS, SHUTDOWN.of("401-01")), Language.EN);

        assertThat(card(page))
                .contains("down in parts since 13:00 (1 of 2 parts)")
                .contains("Parts are the hexagons of the map below that are measured.")
                .contains("in these districts: Almaly.");
        assertThat(page).contains("<dt>Where</dt><dd>Almaty, in parts of these districts: Almaly</dd>");
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN, the probes there cannot tell now", ", too few probes"})
    void readsWhyNothingIsKnownOfACity(Seen seen, String why) {
        var cells = seen == null ? Stream.<CellState>of() : networks(ASTANA, seen);

        var page = Pictures.html(Pictures.of(cells.toList()), Language.EN);

        assertThat(row(page, "Astana, centre")).contains("unknown " + why);
        assertThat(row(page, "Shymkent")).contains("unknown too few probes");
    }

    @Test
    void readsThatOnlyOurCollectorsAreOutOfReach() {
        var unreachable = SHUTDOWN.kind(IncidentKind.COLLECTOR_UNREACHABLE).of("401-01");

        var page = Pictures.html(Pictures.of(CELLS, unreachable), Language.EN);

        assertThat(card(page)).contains("unknown our collectors are out of reach");
    }

    @Test
    void readsWhyNothingIsKnownOfARegionAndNothingOfItWhereDataHaveEnded() {
        var unreachable =
                SomeIncident.opening("cut").in("Karaganda Region", "KZ-35").kind(IncidentKind.COLLECTOR_UNREACHABLE);

        assertThat(Pictures.html(Pictures.of(CELLS, unreachable), Language.EN))
                .contains("Unknown, our collectors are out of reach: Karaganda Region.")
                .containsPattern("Unknown, too few probes: [^.]*Aktobe Region");
        assertThat(Pictures.html(Pictures.stale(Pictures.of(CELLS)), Language.EN))
                .containsPattern("Unknown: [^.]*Aktobe Region")
                .doesNotContain("Unknown, too few probes");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void learnsFromEveryPieceThatItIsAnExercise(Language language) {
        var mark = Texts.of(language).get("exercise.mark");
        var picture = Pictures.of(CELLS, SHUTDOWN);

        var page = Pictures.exercise(picture, language);

        assertThat(page).contains("<title>" + mark);
        assertThat(pieces(page))
                .hasSize(14)
                .allSatisfy(piece -> assertThat(piece).contains(mark));
        assertThat(pieces(Pictures.exercise(SHUTDOWN.incident(), language)))
                .isNotEmpty()
                .allSatisfy(piece -> assertThat(piece).contains(mark));
        assertThat(Pictures.html(picture, language)).doesNotContain(mark);
    }

    /** Cards and incidents, rows of the table of places, heads and tables of maps. */
    private static List<String> pieces(String page) {
        return Pattern.compile("(?s)<article.*?</article>"
                        + "|<tr><th scope=\"row\">(?:(?!<th).)*?</tr>(?=.*<section id=\"incidents)"
                        + "|<figcaption><h3>.*?</h3>|<summary>.*?</summary>")
                .matcher(page)
                .results()
                .map(found -> found.group())
                .toList();
    }

    @Test
    void findsTheStateOfEachDistrictAsItsHexagonsAre() {
        var page = Pictures.html(
                Pictures.of(
                        Stream.concat(CELLS.stream(), networks(ASTANA, Seen.OK)).toList(),
                        SHUTDOWN.of("401-01", "401-02", "401-77")),
                Language.EN);

        assertThat(district(page, "Almaly")).contains("✕ down", "✕ down since 13:00");
        assertThat(district(page, "Medeu")).contains("✓ works").doesNotContain("✕", "?");
        assertThat(district(page, "Turksib")).contains("? unknown").doesNotContain("✕", "✓");
        assertThat(page).contains(">✕ Almaly</text>", ">✓ Medeu</text>", ">? Turksib</text>");
    }

    @Test
    void findsNoDistrictDownByAHexagonThatNeverHadEnoughProbes() {
        var incident = SomeIncident.opening("cut").in("Almaty", CENTRE, FAR);
        var picture = Pictures.of(networks(CENTRE, Seen.AFFECTED).toList(), incident);

        var page = Pictures.html(picture, Language.EN);

        assertThat(district(page, "Almaly")).contains("✕ down");
        assertThat(district(page, "Medeu")).contains("? unknown").doesNotContain("✕");
        assertThat(page).doesNotContain("districts: Medeu", ", Medeu");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsEachDistrictDownThatACoarserHexagonReaches(boolean known) {
        var around = Places.parent(CENTRE, 5);
        assertThat(Places.parent(FAR, 5)).isEqualTo(around);
        var cells = known
                ? Stream.concat(networks(CENTRE, Seen.AFFECTED), networks(FAR, Seen.AFFECTED))
                        .toList()
                : List.<CellState>of();

        var page = Pictures.html(
                Pictures.named(Set.of(CENTRE, FAR, around), cells, SHUTDOWN.in("Almaty", around)), Language.EN);

        assertThat(district(page, "Almaly")).contains("✕ down since 13:00");
        assertThat(district(page, "Medeu")).contains("✕ down since 13:00");
        assertThat(page).contains("<dt>Where</dt><dd>Almaty, in parts of these districts: Almaly, Medeu</dd>");
    }

    @Test
    void findsEveryDistrictDownWhereTheWholeCityIs() {
        var page = Pictures.html(Pictures.of(List.of(), SHUTDOWN.in("Almaty", "KZ-75")), Language.EN);

        assertThat(district(page, "Turksib")).contains("✕ down since 13:00");
        assertThat(count(page, "No hexagon has enough probes to be shown")).isEqualTo(1);
    }

    /** How often a page says so. */
    private static long count(String page, String words) {
        return Pattern.compile(Pattern.quote(words)).matcher(page).results().count();
    }

    private static String card(String page) {
        return text(page, "<article class=\"card", "</article>");
    }

    private static String row(String page, String place) {
        return text(page, "<tr><th scope=\"row\">" + place, "</tr>");
    }

    private static String district(String page, String name) {
        return row(page, name + "</th><th scope=\"row\">whole district");
    }

    /** What people read between two marks. */
    private static String text(String page, String from, String to) {
        var begin = page.indexOf(from);
        assertThat(begin).as(from).isNotNegative();
        return page.substring(begin, page.indexOf(to, begin))
                .replaceAll("<[^>]*>", " ")
                .replaceAll("[\\s\u00a0]+", " ");
    }
}
