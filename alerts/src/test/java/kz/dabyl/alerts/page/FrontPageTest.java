package kz.dabyl.alerts.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.alerts.page.Pictures.ASTANA;
import static kz.dabyl.alerts.page.Pictures.BESIDE;
import static kz.dabyl.alerts.page.Pictures.CENTRE;
import static kz.dabyl.alerts.page.Pictures.networks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.alerts.cells.CellState.Seen;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.model.Incident;
import kz.dabyl.words.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FrontPageTest {

    private static final int MOST_BYTES = 50_000;
    private static final String EVIL = "<script>alert('x')</script>\" onload=\"evil()";

    private static final Set<String> WHOLE = Stream.of(Language.values())
            .map(language -> Texts.of(language).get("map.whole"))
            .collect(Collectors.toSet());

    private static final Picture CUT = Pictures.of(
            Stream.concat(networks(CENTRE, Seen.AFFECTED), networks(ASTANA, Seen.OK))
                    .toList(),
            SomeIncident.opening("cut")
                    .in("Almaty", CENTRE)
                    .of("401-01", "401-02")
                    .confirmed());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EN | Almaty, centre | down since 13:00 | confirmed, 99 % sure",
                "RU | Алматы, центр | не работает с 13:00 | подтверждено, уверенность более 99 %",
                "KK | Алматы, орталығы | жұмыс істемейді, басталуы 13:00 | расталды, сенімділігі 99 %-дан жоғары",
            })
    void answersWhetherItWorksInTheCentreOfAlmatyOnWhichNetworksSinceWhenAndHowSure(
            Language language, String place, String state, String sure) {
        var card = text(Pictures.html(CUT, language), "<article class=\"card", "</article>");

        assertThat(card).contains(place, "Beeline ✕ " + state, "Kcell ✕ " + state, "Tele2/Altel ?");
        assertThat(card).contains(language == Language.EN ? "confirmed, over 99 % sure" : sure);
    }

    @Test
    void saysThatNothingIsKnownWhenTheDataHasEnded() {
        var page = Pictures.html(Pictures.stale(CUT), Language.EN);

        assertThat(page).contains("No data since 24 April 2021, 13:04:12");
        assertThat(text(page, "<div class=\"cards\"", "<h2 id")).doesNotContain("✓", "✕");
        assertThat(page).contains("These were open when the data ended.");
    }

    @Test
    void doesNotCallItCalmThatNothingWasOpenWhenTheDataEnded() {
        var calm = Pictures.of(networks(CENTRE, Seen.OK).toList());

        var ended = Pictures.html(Pictures.stale(calm), Language.EN);

        assertThat(Pictures.html(calm, Language.EN)).contains("No open incident is known.");
        assertThat(ended)
                .contains("What has happened since nobody can tell.")
                .doesNotContain("No open incident is known.");
    }

    @Test
    void namesNoHexagonThatNeverHadEnoughProbes() {
        var incident = SomeIncident.opening("cut").in("Almaty", CENTRE, BESIDE);
        var shown = networks(CENTRE, Seen.AFFECTED).toList();

        var front = Pictures.html(Pictures.of(shown, incident), Language.EN);
        var own = Pictures.html(List.of(incident.incident()), Set.of(CENTRE), Language.EN);

        assertThat(front).contains(code(CENTRE)).doesNotContain(code(BESIDE));
        assertThat(own).contains(CENTRE, "<dd>Almaty, District: ").doesNotContain(code(BESIDE));
    }

    /** As the page writes it. */
    private static String code(String hexagon) {
        return hexagon.replaceFirst("f+$", "");
    }

    @Test
    void saysOnWhichDayAnIncidentWas() {
        var page = Pictures.html(
                List.of(SomeIncident.opening("one").confirmed().closed().incident()), Language.EN);

        assertThat(page).contains("24 April 2021 (Kazakhstan time, UTC+6).");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void hasTheSameInAllLanguages(Language language) {
        var page = Pictures.html(CUT, language);

        assertThat(page).contains("<html lang=\"" + language.code() + "\"");
        assertThat(page.split("<article", -1))
                .hasSameSizeAs(Pictures.html(CUT, Language.EN).split("<article", -1));
        assertThat(page).doesNotContain("{0}\">", "{1}", "null");
    }

    @Test
    void takesNoMarkupFromNamesOfAreasNetworksAndTargets() {
        var page = Pictures.html(
                Pictures.picture(CUT.cells().shown(), false, List.of(new Case(List.of(evil())))), Language.EN);

        assertThat(page).doesNotContain("<script>", "\" onload").contains("&lt;script&gt;");
        assertThat(page.split("<script", -1)).hasSize(2);
    }

    @Test
    void takesNoMarkupOnThePageOfAnIncident() {
        var page = Pictures.html(List.of(evil()), Language.EN);

        assertThat(page).doesNotContain("<script>", "\" onload").contains("&lt;script&gt;");
    }

    private static Incident evil() {
        var plain = SomeIncident.opening("evil").incident();
        return new Incident(
                plain.id(),
                plain.revision(),
                plain.kind(),
                plain.state(),
                plain.certainty(),
                plain.confidence(),
                EVIL,
                List.of("KZ-75"),
                List.of(EVIL),
                plain.access(),
                List.of("site/" + EVIL),
                plain.started(),
                plain.detected(),
                plain.updated(),
                plain.ended(),
                plain.evidence(),
                List.of(),
                EVIL,
                EVIL,
                1,
                Map.of("en", EVIL));
    }

    @Test
    void loadsNothingFromElsewhereAndHasNoScriptOrStyleOfItsOwn() {
        var page = Pictures.html(CUT, Language.EN);

        assertThat(page).doesNotContain("<style", " style=", "javascript:");
        assertThat(page.replaceAll("<a [^>]*>", "")).doesNotContain("http:", "https:", "src=\"//");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void weighsLittleEvenOnTheWorstDay(Language language) {
        var page = Rendered.of(Pictures.html(Pictures.crowded(67, 40), language));

        var all = page.gzip().length()
                + weight(Assets.Name.STYLE)
                + weight(Assets.Name.SCRIPT)
                + weight(Assets.Name.ICON);

        assertThat(all).isLessThan(MOST_BYTES);
    }

    private static int weight(Assets.Name name) {
        var assets = new Assets();
        return assets.at(assets.address(name)).orElseThrow().rendered().gzip().length();
    }

    @Test
    void drawsManyHexagonsAsFewerLargerOnes() {
        var few = Pictures.html(Pictures.crowded(100, 1), Language.EN);
        var many = Pictures.html(Pictures.crowded(400, 1), Language.EN);

        assertThat(few.getBytes(UTF_8).length).isGreaterThan(many.getBytes(UTF_8).length);
    }

    @Test
    void tellsTheCourseOfAnIncidentOnTheClocksOfItsSentence() {
        var page = Pictures.html(
                Pictures.over(SomeIncident.opening("over")
                        .in("West Kazakhstan", "KZ-27")
                        .confirmed()
                        .closed()),
                Language.EN);

        assertThat(text(page, "<section id=\"incidents\"", "</section>"))
                .contains("12:00 began → ", "13:00 back again")
                .doesNotContain("14:00");
    }

    @Test
    void tellsWhatIsOverWithItsCourse() {
        var page = Pictures.html(
                Pictures.over(SomeIncident.opening("over").confirmed().closed()), Language.EN);

        assertThat(text(page, "<section id=\"incidents\"", "</section>"))
                .contains("Ended in the last seven days", "13:00 began → ", "14:00 back again");
    }

    @Test
    void givesTheSameBytesForTheSamePicture() {
        assertThat(Pictures.html(CUT, Language.KK)).isEqualTo(Pictures.html(CUT, Language.KK));
    }

    /** Where pictures are switched off, and in browsers of text alone, nothing may be missing, nor stand at another place. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void saysOfEachPlaceInItsTableWhatItsPictureTells(Language language) {
        var figures = Pattern.compile("(?s)<figure.*?</figure>")
                .matcher(Pictures.html(CUT, language))
                .results()
                .map(MatchResult::group)
                .filter(figure -> figure.contains("<details"))
                .toList();

        var country = figures.get(0);
        // A city is a shape and a dot.
        var toldOfIt = told(country).stream().distinct().toList();

        assertThat(figures).hasSize(3);
        assertThat(toldOfIt).hasSize(20);
        // In another order there: what is urgent stands first.
        assertThat(rows(country)).containsExactlyInAnyOrderElementsOf(toldOfIt);
        // Eight districts and a hexagon, five and one: in the table a hexagon stands below its district.
        assertThat(told(figures.get(1))).hasSize(9);
        assertThat(told(figures.get(2))).hasSize(6);
        for (var city : figures.subList(1, figures.size())) {
            assertThat(rows(city)).containsExactlyInAnyOrderElementsOf(told(city));
        }
    }

    /** Of each place of a map its name and the state of each network, as whoever rests a mouse on it is told. */
    private static List<List<String>> told(String figure) {
        return Pattern.compile("<title>([^<]+): ([^<]+)</title>")
                .matcher(figure)
                .results()
                .map(title -> Stream.concat(
                                Stream.of(title.group(1)),
                                Stream.of(title.group(2).split("; ")).map(FrontPageTest::state))
                        .toList())
                .toList();
    }

    /** The same of its table, without the column of all networks together. */
    private static List<List<String>> rows(String figure) {
        return Pattern.compile("(?s)<tr><th scope=\"row\">.*?</tr>")
                .matcher(figure)
                .results()
                .map(row -> row.group().split("<td", -1))
                .map(cells -> Stream.concat(
                                Stream.of(heads(cells[0])),
                                Stream.of(cells).skip(2).map(FrontPageTest::cell))
                        .toList())
                .toList();
    }

    /** District and hexagon, or one name; that a district is meant as a whole its name alone tells on a map. */
    private static String heads(String heads) {
        return Stream.of(heads.split("</th>", -1))
                .map(head -> head.replaceAll("<[^>]*>", ""))
                .filter(head -> !head.isEmpty() && !WHOLE.contains(head))
                .collect(Collectors.joining(", "));
    }

    private static String cell(String cell) {
        return cell.substring(cell.indexOf("</span>"))
                .replaceAll("<[^>]*>|[\\s\\u00a0]+", " ")
                .strip();
    }

    /** Without the name of the network, which heads a column of the table. */
    private static String state(String line) {
        return Lines.mobile(CUT.cells().shown(), CUT.incidents()).stream()
                .map(one -> one.name(Texts.of(Language.EN)) + " ")
                .filter(line::startsWith)
                .findFirst()
                .map(name -> line.substring(name.length()))
                .orElse(line)
                .replaceAll("[\\s\\u00a0]+", " ");
    }

    @ParameterizedTest
    @CsvSource({"EN, Alexander Rodionov", "RU, Александр Родионов", "KK, Александр Родионов"})
    void namesWhoDrewTheBoundariesAndByWhatLicence(Language language, String author) {
        var credit = Pictures.html(CUT, language);
        credit = credit.substring(credit.indexOf("<footer"));

        assertThat(credit)
                .contains("href=\"https://creativecommons.org/licenses/by/4.0/\"", "CC BY 4.0", author, "geokz");
    }

    /** What people read between two marks. */
    private static String text(String page, String from, String to) {
        var begin = page.indexOf(from);
        return page.substring(begin, page.indexOf(to, begin))
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
    }
}
