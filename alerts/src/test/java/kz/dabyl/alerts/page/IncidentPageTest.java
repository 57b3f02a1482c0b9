package kz.dabyl.alerts.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Places;
import kz.dabyl.words.Language;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IncidentPageTest {

    private static final int MOST_BYTES = 50_000;
    private static final Pattern PATH = Pattern.compile("<path d=\"([^\"]+)\" class=\"heard\"");
    private static final String LABELS = "text-anchor=\"end\">";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EN | restart | the probes had restarted.",
                "RU | restart | измерительные устройства перезапускались.",
                "KK | same everywhere | басқа елдерде де солай болған.",
            })
    void saysWhyItWasRetractedInTheReadersWords(Language language, String reason, String told) {
        var page = Pictures.html(
                List.of(incident(IncidentKind.SHUTDOWN, Incident.State.RETRACTED, reason, 1, List.of("KZ-75"))),
                language);

        assertThat(page).contains("<dd>" + told + "</dd>").doesNotContain("<dd>" + reason + "</dd>");
    }

    @Test
    void saysHowSitesAreBlockedAndThatThereIsNothingToCompareWith() {
        var reason = "DNS: 3 targets fell together; no control: no witness abroad tried it";

        var page = Pictures.html(
                List.of(incident(IncidentKind.BLOCKING, Incident.State.OPEN, reason, 1, List.of("KZ-75"))),
                Language.RU);

        assertThat(page)
                .contains("Имена определяются не так, как в других местах (DNS). Несколько ресурсов")
                .contains("<dd>Сравнить это пока не с чем.</dd>")
                .doesNotContain("no control");
    }

    @Test
    void tellsEveryTimeOnTheClocksOfItsPlace() {
        var west = SomeIncident.opening("one").in("West Kazakhstan", "KZ-27").confirmed();

        var page = Pictures.html(List.of(west.incident(), west.next().closed().incident()), Language.EN);

        assertThat(page)
                .contains("12:00", "Kazakhstan time, UTC+5", "\"Told at\">12:0")
                .doesNotContain("14:0", "\"Told at\">13:0");
    }

    @Test
    void drawsAnOpenCutUpToNowAndOneThatIsOverUpToItsEnd() {
        var opening = SomeIncident.opening("one").incident();

        var open = Pictures.html(List.of(opening), Language.EN);
        var over = Pictures.html(
                List.of(
                        opening,
                        SomeIncident.opening("one").revision(9).closed().incident()),
                Language.EN);

        assertThat(open).contains(LABELS + "13:04</text>");
        assertThat(over).contains(LABELS + "13:02</text>").doesNotContain(LABELS + "13:04</text>");
        assertThat(heard(open)).endsWith("H720.0");
    }

    /** Where pictures are switched off, and in browsers of text alone, nothing may be missing. */
    @Test
    void saysWithoutItsPlotAllThatItTells() {
        var revisions = List.of(
                SomeIncident.opening("one").incident(),
                SomeIncident.opening("one").next().confirmed().incident());

        var plain = Pictures.html(revisions, Language.EN).replaceAll("(?s)<svg.*?</svg>", "");

        assertThat(plain).contains(">13:00:52</td>", ">13:01:02</td>", ">2 / 41</td>");
        assertThat(plain).contains("13:01 confirmed");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void weighsLittleHoweverManyRevisionsAndPlacesThereAre(Language language) {
        var places = Places.disk(Pictures.CENTRE, 26).stream().sorted().toList();
        var revisions = IntStream.rangeClosed(1, 2_000)
                .mapToObj(number ->
                        incident(IncidentKind.SHUTDOWN, Incident.State.OPEN, "no control: none", number, places))
                .toList();

        var page = Pictures.html(revisions, language);

        assertThat(places).hasSizeGreaterThan(2_000);
        assertThat(Rendered.of(page).gzip().length()).isLessThan(MOST_BYTES / 2);
        assertThat(heard(page).length()).isLessThan(10_000);
        assertThat(heard(page).chars().filter(c -> c == 'H').count())
                .as("steps over the whole width")
                .isGreaterThan(300);
    }

    private static String heard(String page) {
        return PATH.matcher(page).results().findFirst().orElseThrow().group(1);
    }

    private static Incident incident(
            IncidentKind kind, Incident.State state, @Nullable String reason, int revision, List<String> places) {
        return new Incident(
                "one",
                revision,
                kind,
                state,
                Incident.Certainty.SUSPECTED,
                0.9,
                "Almaty",
                places,
                List.of("401-01", "401-02"),
                List.of(Access.MOBILE),
                List.of(),
                SomeIncident.STARTED,
                SomeIncident.STARTED + 30_000,
                SomeIncident.STARTED + 30_000 + revision * 10_000L,
                null,
                new Incident.Evidence(41.3, revision % 40, 19, 63.1, 62, 0),
                List.of(),
                null,
                reason,
                1,
                Map.of());
    }
}
