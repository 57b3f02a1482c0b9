package kz.dabyl.alerts.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.incidents.IncidentArchive;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.words.Language;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OverviewTest {

    private static final YearMonth FEBRUARY = YearMonth.of(2021, 2);
    private static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");
    private static final Instant LATER = Instant.parse("2021-03-10T00:00:00Z");

    private final Overview golden = overview(FEBRUARY, ALMATY, LATER, Golden.revisions());

    @ParameterizedTest
    @EnumSource(Language.class)
    void isTheGoldenPageInEveryLanguage(Language language) {
        var page = OverviewFormat.HTML.document(golden, language, PublicationConfig.DEFAULT);

        Golden.matches("overview-" + language.code() + ".html", page);
    }

    @Test
    void isTheGoldenTableOfIncidents() {
        Golden.matches("overview.csv", OverviewFormat.CSV.document(golden, Language.EN, PublicationConfig.DEFAULT));
    }

    @Test
    void isTheGoldenDocumentForPrograms() {
        var json = OverviewFormat.JSON.document(golden, Language.EN, PublicationConfig.DEFAULT);

        Golden.matches("overview.json", new JsonObject(json).encodePrettily());
    }

    @ParameterizedTest(name = "{0} to {1} as known at {2} loses {3} h")
    @CsvSource({
        // The month lasts from 31 January, 18:00 UTC, to 28 February, 18:00 UTC.
        "2021-02-10T00:00:00Z, 2021-02-10T01:30:00Z, 2021-03-10T00:00:00Z, 1.5",
        "2021-01-31T12:00:00Z, 2021-01-31T19:00:00Z, 2021-03-10T00:00:00Z, 1.0",
        "2021-02-28T17:00:00Z, 2021-03-02T00:00:00Z, 2021-03-10T00:00:00Z, 1.0",
        "2021-01-01T00:00:00Z, , 2021-02-01T00:00:00Z, 6.0",
        "2021-02-10T00:00:00Z, , 2021-02-10T02:00:00Z, 2.0",
        "2021-01-01T00:00:00Z, , 2021-05-01T00:00:00Z, 672.0"
    })
    void countsHoursWithinTheMonth(String started, @Nullable String ended, Instant now, double hours) {
        var overview = overview(FEBRUARY, ALMATY, now, List.of(lasting(started, ended)));

        assertThat(overview.total().hours()).isEqualTo(hours);
        assertThat(overview.items()).hasSize(1);
    }

    @Test
    void knowsNothingOfOtherMonths() {
        var before = lasting("2021-01-31T12:00:00Z", "2021-01-31T17:59:00Z");
        var after = lasting("2021-02-28T18:00:00Z", null);

        assertThat(overview(FEBRUARY, ALMATY, LATER, List.of(before)).items()).isEmpty();
        assertThat(overview(FEBRUARY, ALMATY, LATER, List.of(after)).items()).isEmpty();
        assertThat(overview(FEBRUARY, ZoneOffset.UTC, LATER, List.of(after)).items())
                .hasSize(1);
    }

    @Test
    void saysThatItIsOfAnExercise() {
        var exercise = new PublicationConfig(Optional.empty(), true);

        assertThat(OverviewFormat.HTML.document(golden, Language.EN, exercise))
                .contains("<p class=\"note\">Exercise: ");
        assertThat(new JsonObject(OverviewFormat.JSON.document(golden, Language.EN, exercise)).getBoolean("exercise"))
                .isTrue();
    }

    @Test
    void listsWhatWasRetractedAndCountsItNowhere() {
        var overview = overview(
                YearMonth.of(2021, 4),
                ALMATY,
                LATER,
                List.of(SomeIncident.opening("a").confirmed().retracted().incident()));

        assertThat(overview.retracted()).hasSize(1);
        assertThat(overview.total()).isEqualTo(Overview.Tally.NONE);
        assertThat(overview.byKind()).isEmpty();
        assertThat(overview.byNetwork()).isEmpty();
        assertThat(overview.longest()).isEmpty();
    }

    @Test
    void countsAnIncidentInEachOfItsAreasAndNetworks() {
        assertThat(golden.byArea())
                .extracting(row -> row.name() + " " + row.tally().incidents())
                .containsExactly("Astana 2", "Kazakhstan 1", "Almaty 2");
        assertThat(golden.byNetwork())
                .extracting(row -> row.name() + " " + row.tally().hours())
                .containsExactly("AS9198 38.0", "401-02 9.5", "401-01 9.5", "401-77 9.5");
    }

    @ParameterizedTest
    @EnumSource(
            value = IncidentKind.class,
            names = {"TARGET_DOWN", "COLLECTOR_UNREACHABLE"})
    void countsNoHoursWhereNobodyLostTheInternet(IncidentKind kind) {
        var incident = SomeIncident.opening("a")
                .kind(kind)
                .started("2021-02-10T00:00:00Z")
                .closed()
                .incident();

        var overview = overview(FEBRUARY, ALMATY, LATER, List.of(incident));

        assertThat(overview.total().incidents()).isEqualTo(1);
        assertThat(overview.total().hours()).isZero();
    }

    @Test
    void saysSoWhenIncidentsAreMissing() {
        var whole = Overview.of(FEBRUARY, ALMATY, LATER, Long.MIN_VALUE, List.of());
        var partial = Overview.of(FEBRUARY, ALMATY, LATER, LATER.toEpochMilli(), List.of());

        assertThat(whole.complete()).isTrue();
        assertThat(partial.complete()).isFalse();
        assertThat(OverviewFormat.HTML.document(partial, Language.EN, PublicationConfig.DEFAULT))
                .contains("Incidents of this month are missing");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Almaty|Almaty",
                "=HYPERLINK(A1)|'=HYPERLINK(A1)",
                "+7|'+7",
                "-1|'-1",
                "@SUM(A1)|'@SUM(A1)",
                "a, b|\"a, b\"",
                "say \"x\"|\"say \"\"x\"\"\""
            },
            delimiter = '|')
    void keepsSpreadsheetsFromReckoning(String text, String cell) {
        assertThat(OverviewCsv.cell(text)).isEqualTo(cell);
    }

    @Test
    void keepsTextsOfStrangersTexts() {
        var hostile = "<img src=x onerror=alert(1)>\u0000\n=1+1";
        var incident = SomeIncident.opening("a\"><b")
                .in(hostile, "KZ-75")
                .of("=cmd", "<script>")
                .started("2021-02-10T00:00:00Z")
                .incident();
        var overview = overview(FEBRUARY, ALMATY, LATER, List.of(incident));

        var page = OverviewFormat.HTML.document(overview, Language.EN, PublicationConfig.DEFAULT);
        var csv = OverviewFormat.CSV.document(overview, Language.EN, PublicationConfig.DEFAULT);

        assertThat(page).doesNotContain("<img", "<script", "\u0000").contains("&lt;img src=x onerror=alert(1)&gt;");
        assertThat(csv.lines().skip(1).findFirst().orElseThrow()).contains(",\"<img src=x onerror=alert(1)>");
        assertThat(csv).contains(",'=cmd; <script>,");
    }

    @Test
    void canBeReadByThoseWhoSeeNothing() {
        var page = Xml.parse(OverviewFormat.HTML
                .document(golden, Language.KK, PublicationConfig.DEFAULT)
                .replace("<!DOCTYPE html>", ""));

        var tables = page.getElementsByTagName("table").getLength();
        var headings = page.getElementsByTagName("th");
        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("kk");
        assertThat(page.getElementsByTagName("caption").getLength()).isEqualTo(tables);
        for (var i = 0; i < headings.getLength(); i++) {
            assertThat(headings.item(i).getAttributes().getNamedItem("scope")).isNotNull();
        }
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
    }

    private static Overview overview(YearMonth month, ZoneId zone, Instant now, List<Incident> incidents) {
        var archive = new IncidentArchive(100);
        incidents.forEach(archive::add);
        return Overview.of(month, zone, now, archive.completeSince(), archive.between(0, Long.MAX_VALUE));
    }

    private static Incident lasting(String started, @Nullable String ended) {
        var incident = SomeIncident.opening("a").started(started);
        return ended == null ? incident.incident() : incident.closed(ended).incident();
    }
}
