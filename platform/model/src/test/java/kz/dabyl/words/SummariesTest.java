package kz.dabyl.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident.State;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummariesTest {

    private static final Incidents OPEN = Incidents.SHUTDOWN;
    private static final Incidents CLOSED = OPEN.state(State.CLOSED);

    @Test
    void saysWhatTheContractsExampleSays() {
        var example =
                CLOSED.inArea("Almaty", "8720e60a5ffffff", "8720e60a4ffffff").onNetworks("401-01", "401-02", "401-77");

        assertThat(example.in("en"))
                .isEqualTo("Mobile internet stopped in central Almaty (Beeline, Kcell, Tele2/Altel), 13:00 to 14:10.");
        assertThat(example.in("ru"))
                .isEqualTo("Алматы, центр города: мобильный интернет не работал (Beeline, Kcell, Tele2/Altel)"
                        + " с 13:00 до 14:10.");
        assertThat(example.in("kk"))
                .isEqualTo("Алматы, қала орталығы: мобильді интернет жұмыс істемеді (Beeline, Kcell, Tele2/Altel),"
                        + " 13:00–14:10 аралығында.");
    }

    @Test
    void saysItOfTheContractsOwnIncident() throws IOException {
        var contract = System.getenv("DABYL_CONTRACT");
        assumeTrue(
                contract != null && Files.isDirectory(Path.of(contract)),
                "the contract is not at hand: set DABYL_CONTRACT to its folder");
        var incident = IncidentJson.parse(Files.readString(Path.of(contract, "examples", "incident.json")));

        assertThat(Summaries.of(incident))
                .containsEntry("en", incident.summary().get("en"));
    }

    @Test
    void speaksThreeLanguages() {
        assertThat(Summaries.of(OPEN.incident())).containsOnlyKeys("en", "ru", "kk");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "2021-04-24T07:00:00Z, 2021-04-24T08:10:00Z, 13:00 to 14:10",
        "2024-02-29T07:00:00Z, 2024-02-29T08:10:00Z, 13:00 to 14:10",
        "2024-03-01T07:00:00Z, 2024-03-01T08:10:00Z, 12:00 to 13:10",
        "2026-01-05T07:00:59Z, 2026-01-05T08:10:59Z, 12:00 to 13:10",
        "2024-02-29T17:30:00Z, 2024-02-29T19:30:00Z, 29 February 23:30 to 1 March 00:30"
    })
    void tellsTheTimeOfKazakhstanByTheRulesOfThatDay(String start, String end, String times) {
        assertThat(CLOSED.from(start, end).in("en")).endsWith(", " + times + ".");
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "KZ-15, 2021, 12:00",
        "KZ-23, 2021, 12:00",
        "KZ-27, 2021, 12:00",
        "KZ-27, 2025, 12:00",
        "KZ-43, 2021, 12:00",
        "KZ-43, 2018, 13:00",
        "KZ-47, 2021, 12:00",
        "KZ-27 KZ-15, 2021, 12:00",
        "KZ-27 KZ-75, 2021, 13:00"
    })
    void tellsTheTimeOfTheWestForItsPlaces(String places, String year, String since) {
        var there = OPEN.at(places.split(" ")).from(year + "-06-24T07:00:12Z", year + "-06-24T08:10:04Z");

        assertThat(there.in("en")).contains(" since " + since + ",");
    }

    @Test
    void tellsTheTimeOfACityInTheWestAndAroundIt() {
        var city = Places.at(51.233, 51.367, 8);
        var around = Places.at(51.6, 51.9, 8);

        assertThat(OPEN.at(city).in("en")).contains(" Oral ", " since 12:00,");
        assertThat(OPEN.at(around).in("en")).contains("near Oral", " since 12:00,");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"KZ", "KZ-75", "KZ-99", "8820e60003fffff"})
    void tellsTheTimeOfKazakhstanForItsPlaces(String place) {
        assertThat(OPEN.at(place).in("en")).contains(" since 13:00,");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"DE, Germany", "KG-GB, Kyrgyzstan KG-GB", "85211577fffffff, hexagon 85211577fffffff"})
    void tellsUniversalTimeForOthersAndSaysSo(String place, String area) {
        var open = OPEN.at(place);
        var closed = CLOSED.at(place);

        assertThat(open.in("en")).endsWith(" in " + area + " (Beeline, Kcell) since 07:00 UTC, confirmed.");
        assertThat(closed.in("en")).endsWith(", 07:00 to 08:10 UTC.");
        assertThat(open.in("ru")).endsWith(" с 07:00 UTC, подтверждено.");
        assertThat(closed.in("ru")).endsWith(" с 07:00 до 08:10 UTC.");
        assertThat(open.in("kk")).endsWith(", басталған уақыты 07:00 (UTC), расталды.");
        assertThat(closed.in("kk")).endsWith(", 07:00–08:10 аралығында (UTC).");
    }

    @Test
    void tellsUniversalTimeForPlacesOfSeveralCountries() {
        assertThat(OPEN.inArea("Kazakhstan, Germany", "KZ", "DE").in("en"))
                .isEqualTo("Mobile internet has been down in Kazakhstan, Germany (Beeline, Kcell) since 07:00 UTC,"
                        + " confirmed.");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"Kazakhstan, 13:00", "near Almaty, 13:00", "Kazakhstan KZ-99, 13:00", "Germany, 07:00 UTC"})
    void goesByTheAreaWhereNoPlaceIsNamed(String area, String time) {
        assertThat(OPEN.inArea(area).in("en")).contains(" since " + time);
    }

    @Test
    void namesTheDayWhereHoursAreOfSeveral() {
        var closed = CLOSED.from("2021-12-31T17:30:00Z", "2022-01-01T19:10:00Z");
        var open = closed.state(State.OPEN);

        assertThat(closed.in("en")).endsWith(", 31 December 23:30 to 2 January 01:10.");
        assertThat(closed.in("ru")).endsWith(" с 23:30 31 декабря до 01:10 2 января.");
        assertThat(closed.in("kk")).endsWith(", 31 желтоқсан 23:30 – 2 қаңтар 01:10 аралығында.");
        assertThat(open.in("en")).endsWith(" since 31 December 23:30, confirmed.");
        assertThat(open.in("ru")).endsWith(" с 23:30 31 декабря, подтверждено.");
        assertThat(open.in("kk")).endsWith(", басталған уақыты 31 желтоқсан 23:30, расталды.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "01, 1 January, 1 января, 1 қаңтар",
        "02, 1 February, 1 февраля, 1 ақпан",
        "03, 1 March, 1 марта, 1 наурыз",
        "04, 1 April, 1 апреля, 1 сәуір",
        "05, 1 May, 1 мая, 1 мамыр",
        "06, 1 June, 1 июня, 1 маусым",
        "07, 1 July, 1 июля, 1 шілде",
        "08, 1 August, 1 августа, 1 тамыз",
        "09, 1 September, 1 сентября, 1 қыркүйек",
        "10, 1 October, 1 октября, 1 қазан",
        "11, 1 November, 1 ноября, 1 қараша",
        "12, 1 December, 1 декабря, 1 желтоқсан"
    })
    void namesEveryMonth(String month, String english, String russian, String kazakh) {
        var incident = CLOSED.from("2021-" + month + "-01T07:00:00Z", "2021-" + month + "-02T07:00:00Z");

        assertThat(incident.in("en")).contains(", " + english + " 13:00 to ");
        assertThat(incident.in("ru")).contains(" с 13:00 " + russian + " до ");
        assertThat(incident.in("kk")).contains(", " + kazakh + " 13:00 – ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "MOBILE | Mobile internet has | мобильный интернет не | мобильді интернет жұмыс",
                "FIXED | Fixed-line internet has | проводной интернет не | сымды интернет жұмыс"
            })
    void saysMobileOrFixedByTheAccessAndNotByTheNetwork(Access access, String english, String russian, String kazakh) {
        var incident = OPEN.onNetworks("401-01", "401-08").withAccess(access);

        assertThat(incident.in("en")).startsWith(english);
        assertThat(incident.in("ru")).contains(": " + russian);
        assertThat(incident.in("kk")).contains(": " + kazakh);
    }

    @Test
    void saysNeitherWhereTheAccessIsNotKnown() {
        var incident = OPEN.withAccess();

        assertThat(incident.in("en")).startsWith("Internet has been down in ");
        assertThat(incident.kind(IncidentKind.INTERNATIONAL_CUT).in("ru"))
                .startsWith("Алматы: доступны только отечественные ресурсы");
        assertThat(incident.kind(IncidentKind.INTERNATIONAL_CUT).in("kk"))
                .startsWith("Алматы: тек отандық ресурстар қолжетімді");
    }

    @Test
    void namesEachNetworkOnceAndSystemsAsTheyAre() {
        var incident = OPEN.onNetworks("401-08", "401-08", "AS9198", "401-99");

        assertThat(incident.in("en")).contains(" (Kazakhtelecom, AS9198, 401-99) ");
    }

    @Test
    void leavesBracketsOutWhereNoNetworkIsNamed() {
        assertThat(OPEN.onNetworks().in("en"))
                .isEqualTo("Mobile internet has been down in Almaty since 13:00, confirmed.");
        assertThat(OPEN.onNetworks().in("ru"))
                .isEqualTo("Алматы: мобильный интернет не работает с 13:00, подтверждено.");
    }

    @Test
    void countsTheNetworksAfterTheFifth() {
        var incident = OPEN.onNetworks("AS1", "AS2", "AS3", "AS4", "AS5", "AS6", "AS7");

        assertThat(incident.in("en")).contains(" (AS1, AS2, AS3, AS4, AS5 and 2 more) ");
        assertThat(incident.in("ru")).contains(" (AS1, AS2, AS3, AS4, AS5 и ещё 2) ");
        assertThat(incident.in("kk")).contains(" (AS1, AS2, AS3, AS4, AS5 және тағы 2), ");
        assertThat(incident.onNetworks("AS1", "AS2", "AS3", "AS4", "AS5").in("en"))
                .contains(" (AS1, AS2, AS3, AS4, AS5) ");
    }

    @Test
    void agreesWithTheNumberOfTargets() {
        var blocking = OPEN.kind(IncidentKind.BLOCKING).onTargets("platform/telegram.org", "platform/signal.org");
        var down = blocking.kind(IncidentKind.TARGET_DOWN);

        assertThat(blocking.in("en"))
                .startsWith("telegram.org, signal.org have been ")
                .contains(", but answer elsewhere");
        assertThat(blocking.state(State.CLOSED).in("en")).startsWith("telegram.org, signal.org were unreachable ");
        assertThat(blocking.in("ru"))
                .contains("ресурсы telegram.org, signal.org недоступны ")
                .contains(" отвечают,");
        assertThat(blocking.state(State.CLOSED).in("ru"))
                .contains(" были недоступны ")
                .endsWith(" отвечали.");
        assertThat(down.in("en")).startsWith("telegram.org, signal.org have been failing ");
        assertThat(down.in("ru")).contains("ресурсы telegram.org, signal.org работают со сбоями");
        assertThat(down.state(State.CLOSED).in("ru")).contains("ресурсы telegram.org, signal.org работали со сбоями");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "BLOCKING | Some sites have been unreachable | некоторые ресурсы недоступны | кейбір ресурстар қолжетімсіз",
                "TARGET_DOWN | Some sites have been failing | некоторые ресурсы работают | кейбір ресурстар жұмысында",
                "TLS_INTERCEPTION | Connections to some sites have met | соединения с некоторыми ресурсами показывают | кейбір ресурстар үшін"
            })
    void speaksOfSomeSitesWhereNoneCanBeNamed(IncidentKind kind, String english, String russian, String kazakh) {
        var incident = OPEN.kind(kind);

        assertThat(incident.in("en")).startsWith(english);
        assertThat(incident.in("ru")).contains(russian);
        assertThat(incident.in("kk")).contains(kazakh);
    }

    @Test
    void namesTheTargetsThatAreSlow() {
        var incident = OPEN.kind(IncidentKind.THROTTLING).onTargets("platform/telegram.org");

        assertThat(incident.in("en")).startsWith("Mobile internet has been unusually slow to telegram.org in Almaty ");
        assertThat(incident.in("ru")).contains(" работает необычно медленно при обращении к telegram.org (");
        assertThat(incident.in("kk")).contains(" telegram.org үшін әдеттегіден баяу жұмыс істейді (");
    }

    /** Probes name their targets freely, and sentences are published. */
    @Test
    void repeatsNoTargetThatIsNoHost() {
        var incident = OPEN.kind(IncidentKind.BLOCKING)
                .onTargets(
                        "site/<b>x</b>", "site/call +7 700", "site/a\nb", "site/" + "a".repeat(200), "site/vlast.kz");

        assertThat(incident.in("en")).startsWith("vlast.kz has been unreachable in Almaty ");
    }

    @Test
    void takesAddressesAndPortsForHosts() {
        var incident = OPEN.kind(IncidentKind.BLOCKING)
                .onTargets("international/1.1.1.1", "international/2606:4700::1111", "site/vlast.kz:443");

        assertThat(incident.in("en")).startsWith("1.1.1.1, 2606:4700::1111, vlast.kz:443 have been ");
    }

    @Test
    void saysWhyItWasRetracted() {
        var retracted = OPEN.state(State.RETRACTED);

        assertThat(retracted.because("targets answered").in("en"))
                .endsWith(" was not so, reason: measurements kept meanwhile show that there was a connection.");
        assertThat(retracted.because("targets answered").in("ru"))
                .endsWith(", причина: по сохранённым измерениям связь была.");
        assertThat(retracted.because("same everywhere").in("en"))
                .endsWith(" was not so, reason: it was the same in other countries.");
        assertThat(retracted.because("all alike").in("ru"))
                .endsWith(", причина: остальные ресурсы отвечали так же медленно.");
        assertThat(retracted.because("release").in("kk")).endsWith(", себебі: өлшеу құрылғылары жаңартылған.");
        assertThat(List.of("en", "ru", "kk"))
                .allMatch(
                        language -> retracted.because("a new word").in(language).endsWith(": a new word."));
    }

    @Test
    void retractsWithoutAReasonWhereNoneIsGiven() {
        var retracted = OPEN.state(State.RETRACTED);

        assertThat(retracted.in("en")).endsWith(" since 13:00\" was not so.");
        assertThat(retracted.in("ru")).endsWith(" с 13:00» оказалось ошибочным.");
        assertThat(retracted.in("kk")).endsWith(" 13:00» деген хабар қате болып шықты.");
    }

    @Test
    void tellsNoReasonWhileItStands() {
        assertThat(OPEN.suspected().because("no control").in("en")).doesNotContain("no control");
    }
}
