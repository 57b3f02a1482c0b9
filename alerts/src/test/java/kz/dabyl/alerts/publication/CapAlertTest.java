package kz.dabyl.alerts.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

class CapAlertTest {

    private static final String SCHEMA = "cap-1.2.xsd";
    private static final PublicationConfig SITE =
            new PublicationConfig(Optional.of(URI.create("https://dabyl.example/")), false);

    @Test
    void isTheGoldenDocumentOfEveryRevision() {
        var revisions = Golden.revisions(Golden.SHUTDOWN);

        for (var last = revisions.size(); last >= 1; last--) {
            Golden.matches("shutdown-" + last + ".cap.xml", CapAlert.of(revisions.subList(0, last), SITE));
        }
    }

    @Test
    void isTheGoldenDocumentOfARetraction() {
        Golden.matches("retracted.cap.xml", CapAlert.of(Golden.revisions(Golden.RETRACTED), PublicationConfig.DEFAULT));
    }

    @Test
    void isTheGoldenDocumentOfAnExercise() {
        var exercise = new PublicationConfig(Optional.empty(), true);

        Golden.matches("exercise.cap.xml", CapAlert.of(Golden.revisions(Golden.BLOCKING), exercise));
    }

    @ParameterizedTest
    @EnumSource(IncidentKind.class)
    void isValidInEveryStateOfEveryKind(IncidentKind kind) {
        var opening = SomeIncident.opening("a").kind(kind);
        var life = List.of(
                opening.incident(),
                opening.next().confirmed().incident(),
                opening.next().next().confirmed().closed().incident(),
                opening.revision(4).reopened().incident(),
                opening.revision(5).retracted().incident());

        for (var last = 1; last <= life.size(); last++) {
            for (var config : List.of(SITE, PublicationConfig.DEFAULT, new PublicationConfig(Optional.empty(), true))) {
                assertValid(CapAlert.of(life.subList(0, last), config));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void isValidForEveryGoldenRevision(List<Incident> revisions) {
        assertValid(CapAlert.of(revisions, SITE));
    }

    static Stream<List<Incident>> golden() {
        return Golden.latest().stream().map(incident -> Golden.revisions(incident.id()));
    }

    @Test
    void refersToAllEarlierMessages() {
        var revisions = Golden.revisions(Golden.SHUTDOWN);
        var references = new ArrayList<String>();

        for (var last = 1; last <= revisions.size(); last++) {
            var alert = Xml.parse(CapAlert.of(revisions.subList(0, last), SITE));
            var own = text(alert, "sender") + "," + text(alert, "identifier") + "," + text(alert, "sent");

            assertThat(String.join(" ", Xml.texts(alert, "references"))).isEqualTo(String.join(" ", references));
            references.add(own);
        }
        assertThat(references).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void refersToAMessageByTheTimeThatItBoreOnOtherClocks() {
        var abroad = SomeIncident.opening("a").in("Germany", "DE").incident();
        var home = SomeIncident.opening("a").next().incident();

        var first = Xml.parse(CapAlert.of(List.of(abroad), SITE));
        var second = Xml.parse(CapAlert.of(List.of(abroad, home), SITE));

        assertThat(text(second, "references")).endsWith("," + text(first, "sent"));
    }

    /** Skipped where that schema is not at hand; where it is, all that these tests hold valid is held against it too. */
    @ParameterizedTest
    @MethodSource("golden")
    void isValidByTheOfficialSchema(List<Incident> revisions) {
        assumeThat(official()).as("the official schema is not here").isPresent();

        for (var last = 1; last <= revisions.size(); last++) {
            assertValid(CapAlert.of(revisions.subList(0, last), SITE));
        }
    }

    @Test
    void isNotValidWhereWhatTheStandardAsksForIsMissing() {
        var alert = CapAlert.of(Golden.revisions(Golden.SHUTDOWN), SITE);

        for (var element : List.of("sent", "status", "urgency", "areaDesc")) {
            var without = alert.replaceAll("(?s)<" + element + ">.*?</" + element + ">", "");
            assertThatThrownBy(() -> assertValid(without)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void beginsWithAnAlertAndGoesOnWithUpdatesToAnAllClear() {
        var revisions = Golden.revisions(Golden.SHUTDOWN);

        var told = Stream.of(1, 2, 3)
                .map(last -> Xml.parse(CapAlert.of(revisions.subList(0, last), SITE)))
                .map(alert -> text(alert, "msgType") + " " + text(alert, "responseType") + " " + text(alert, "urgency")
                        + " " + text(alert, "certainty"))
                .toList();

        assertThat(told)
                .containsExactly(
                        "Alert Monitor Immediate Likely",
                        "Update Monitor Immediate Observed",
                        "Update AllClear Past Observed");
    }

    @Test
    void cancelsWhatIsRetracted() {
        var alert = Xml.parse(CapAlert.of(Golden.revisions(Golden.RETRACTED), SITE));

        assertThat(text(alert, "msgType")).isEqualTo("Cancel");
        assertThat(text(alert, "certainty")).isEqualTo("Unlikely");
        assertThat(Xml.texts(alert, "references")).singleElement().asString().contains(":1,");
    }

    @Test
    void callsObservedOnlyWhatSeveralNetworksBearOut() {
        var one = SomeIncident.opening("a").confirmed().of("401-01").incident();
        var doubtful = SomeIncident.opening("a").confidence(0.4).incident();

        assertThat(CapTerms.certainty(one)).isEqualTo("Likely");
        assertThat(CapTerms.certainty(doubtful)).isEqualTo("Possible");
    }

    @Test
    void tellsTimesOnTheClocksOfThePlace() {
        var almaty = Xml.parse(CapAlert.of(Golden.revisions(Golden.SHUTDOWN), SITE));
        var since2024 =
                SomeIncident.opening("a").started("2024-03-05T06:00:00.900Z").incident();
        var abroad = SomeIncident.opening("a").in("Germany", "DE").incident();

        assertThat(text(almaty, "onset")).isEqualTo("2021-02-28T12:00:12+06:00");
        assertThat(text(Xml.parse(CapAlert.of(List.of(since2024), SITE)), "onset"))
                .isEqualTo("2024-03-05T11:00:00+05:00");
        assertThat(text(Xml.parse(CapAlert.of(List.of(abroad), SITE)), "onset")).isEqualTo("2021-04-24T07:00:12-00:00");
    }

    @Test
    void namesRegionsAndCountriesByTheirCodes() {
        var city = Xml.parse(CapAlert.of(Golden.revisions(Golden.SHUTDOWN), SITE));
        var country = Xml.parse(CapAlert.of(Golden.revisions(Golden.BLACKOUT), SITE));

        assertThat(Xml.texts(city, "geocode"))
                .hasSize(3)
                .allMatch(code -> code.strip().replaceAll("\\s+", " ").equals("ISO3166-2 KZ-75"));
        assertThat(Xml.texts(country, "geocode"))
                .hasSize(3)
                .allMatch(code -> code.strip().replaceAll("\\s+", " ").equals("ISO3166-1 KZ"));
    }

    @Test
    void drawsClosedOutlines() {
        var alert = Xml.parse(CapAlert.of(Golden.revisions(Golden.SHUTDOWN), SITE));

        assertThat(Xml.texts(alert, "polygon")).hasSize(3).allSatisfy(polygon -> {
            var points = List.of(polygon.split(" ", -1));
            assertThat(points).hasSizeGreaterThan(12);
            assertThat(points.get(0)).isEqualTo(points.get(points.size() - 1)).matches("43\\.\\d{5},76\\.\\d{5}");
        });
    }

    @Test
    void claimsNoLandWithinAHole() {
        var centre = Golden.revisions(Golden.SHUTDOWN).get(0).places().get(0);
        var ring = Places.disk(centre, 1).stream()
                .filter(place -> !place.equals(centre))
                .toList();

        assertThat(CapPolygons.of(ring))
                .hasSize(6)
                .allSatisfy(polygon -> assertThat(polygon.split(" ", -1)).hasSize(7));
    }

    @Test
    void drawsNoneWhereThereWouldBeTooMany() {
        var scattered = IntStream.range(0, 51)
                .mapToObj(i -> Places.at(43 + i * 0.1, 76.9, 7))
                .toList();

        assertThat(CapPolygons.of(scattered.subList(1, 51))).hasSize(50);
        assertThat(CapPolygons.of(scattered)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, fewer than 8",
        "7, fewer than 8",
        "8, 8-15",
        "15, 8-15",
        "16, 16-31",
        "127, 64-127",
        "128, 128 or more",
        "5000, 128 or more"
    })
    void tellsOnlyAboutHowManyProbesThereAre(int probes, String band) {
        assertThat(CapTerms.probes(probes)).isEqualTo(band);
    }

    @Test
    void keepsTextsOfStrangersTexts() {
        var hostile = "</areaDesc>\u0000\u0007<status>Actual</status>&amp;\u202e\ud800]]>";
        var incident = SomeIncident.opening("a,<b>&")
                .in(hostile, "KZ-75")
                .of("401-01<", hostile)
                .incident();

        var text = CapAlert.of(List.of(incident), SITE);
        var alert = Xml.parse(text);

        assertValid(text);
        assertThat(Xml.texts(alert, "status")).hasSize(1);
        assertThat(text(alert, "areaDesc")).isEqualTo("</areaDesc><status>Actual</status>&amp;\u202e]]>");
        assertThat(text(alert, "identifier")).isEqualTo("urn:dabyl:incident:a__b>_:1");
    }

    @Test
    void speaksThreeLanguages() {
        var alert = Xml.parse(CapAlert.of(Golden.revisions(Golden.SHUTDOWN), SITE));

        assertThat(Xml.texts(alert, "language")).containsExactly("kk-KZ", "ru-RU", "en-US");
        assertThat(Xml.texts(alert, "description")).doesNotHaveDuplicates().allMatch(text -> !text.isBlank());
    }

    @Test
    void hasNoWordForWhoOrWhy() {
        var words = Arrays.stream(IncidentKind.values())
                .map(kind -> SomeIncident.opening("a").kind(kind).confirmed().incident())
                .map(incident -> CapAlert.of(List.of(incident), SITE).toLowerCase(Locale.ROOT))
                .toList();

        assertThat(words)
                .noneMatch(text -> text.contains("government")
                        || text.contains("власт")
                        || text.contains("censor")
                        || text.contains("үкімет"));
    }

    private static void assertValid(String alert) {
        Xml.validate(alert, SCHEMA);
        official().ifPresent(schema -> Xml.validateBy(schema, alert));
    }

    /** The official schema may not be copied: who has it names its file with {@code -Ddabyl.cap.xsd}. */
    private static Optional<String> official() {
        var file = System.getProperty("dabyl.cap.xsd", "");
        try {
            return file.isEmpty() ? Optional.empty() : Optional.of(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Document alert, String name) {
        return Xml.texts(alert, name).get(0);
    }
}
