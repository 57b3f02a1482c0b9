package kz.dabyl.collector.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import kz.dabyl.model.Documents;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RallyCalendarTest {

    private static final ImportTerms TERMS = new ImportTerms(
            1500,
            ImportTerms.USUAL_ZONE,
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2027-01-01T00:00:00Z"),
            () -> false);

    @Test
    void readsACalendarOfGoogle() {
        var found = RallyCalendar.read(file("google.ics"), TERMS);

        assertThat(lines(found.items()))
                .containsExactly(
                        "2026-05-01T06:00:00.000Z 2026-05-01T09:00:00.000Z 43.238949,76.945465 1500 Митинг, площадь Республики",
                        "2026-05-02T07:00:00.000Z 2026-05-02T10:00:00.000Z 43.238,76.945 32000 Every Saturday",
                        "2026-05-08T19:00:00.000Z 2026-05-09T19:00:00.000Z 51.129,71.43 30000 All day",
                        "2026-05-10T09:00:00.000Z 2026-05-10T11:00:00.000Z 43.238,76.945 32000 Moved to Sunday",
                        "2026-05-23T07:00:00.000Z 2026-05-23T10:00:00.000Z 43.238,76.945 32000 Every Saturday",
                        "2026-05-30T07:00:00.000Z 2026-05-30T10:00:00.000Z 43.238,76.945 32000 Every Saturday");
        assertThat(found.skipped())
                .extracting(RallyImport.Skipped::uid)
                .containsExactly("off@google.com", "cafe@google.com");
        assertThat(found.skipped())
                .extracting(RallyImport.Skipped::why)
                .satisfiesExactly(
                        why -> assertThat(why).contains("cancelled"),
                        why -> assertThat(why).contains("'Café Central'").contains("no GEO"));
    }

    @Test
    void followsTheZonesThatACalendarOfOutlookDescribes() {
        var found = RallyCalendar.read(file("outlook.ics"), TERMS);

        assertThat(lines(found.items()))
                .containsExactly(
                        "2026-01-15T10:00:00.000Z 2026-01-15T11:30:00.000Z 42.317,69.59 28000 Winter",
                        "2026-06-01T06:00:00.000Z 2026-06-01T07:00:00.000Z 43.238949,76.945465 800 Пикет у здания мэрии",
                        "2026-07-15T09:00:00.000Z 2026-07-16T10:00:00.000Z [KZ-47] Summer");
        assertThat(found.skipped())
                .containsExactly(new RallyImport.Skipped(
                        "lost", "its time zone 'Lost Standard Time' is neither known nor described in the calendar"));
    }

    @Test
    void readsPlacesAndZonesAsAppleAndMozillaWriteThem() {
        var found = RallyCalendar.read(file("apple.ics"), TERMS);

        assertThat(lines(found.items()))
                .containsExactly(
                        "2026-05-01T13:00:00.000Z 2026-05-01T15:00:00.000Z 43.26213,76.96641 141.17 Evening",
                        "2026-05-02T05:00:00.000Z 2026-05-02T06:00:00.000Z [8820e60003fffff] Floating");
        assertThat(found.skipped()).isEmpty();
    }

    @Test
    void namesTheSameRalliesWhenItReadsTheSameCalendarAgainAndTellsNoUid() {
        var first = RallyCalendar.read(file("google.ics"), TERMS);
        var again = RallyCalendar.read(file("google.ics").replace("\n", "\r\n"), TERMS);

        assertThat(again).isEqualTo(first);
        assertThat(first.items())
                .extracting(Rally::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("ics-[0-9a-f]{12}(-[0-9]{8}T[0-9]{4})?"));
    }

    @Test
    void givesRalliesThatTheServiceTakes() {
        var found = RallyCalendar.read(file("google.ics"), TERMS);

        assertThat(Documents.rallies(Documents.json(found.items()).toString())).isEqualTo(found.items());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "FREQ=DAILY;COUNT=3 | 3",
                "FREQ=WEEKLY;INTERVAL=2;COUNT=4 | 4",
                "FREQ=MONTHLY;BYDAY=-1FR;COUNT=2 | 3",
                "FREQ=YEARLY | 1",
                "FREQ=DAILY;UNTIL=20260504 | 4",
                "FREQ=DAILY;UNTIL=20260504T065959Z | 3",
                "FREQ=DAILY;UNTIL=20260504T070000Z | 4"
            })
    void followsARule(String rule, int times) {
        var found = RallyCalendar.read(event("RRULE:" + rule), TERMS);

        assertThat(found.skipped()).isEmpty();
        assertThat(found.items()).hasSize(times);
    }

    @Test
    void takesOfASeriesWhatIsInTheTimeThatIsAskedFor() {
        var weekly = event("RRULE:FREQ=WEEKLY").replace("20260501", "20150501");

        var found = RallyCalendar.read(weekly, TERMS);

        assertThat(found.items())
                .hasSize(52)
                .allMatch(rally -> rally.from() >= TERMS.from().toEpochMilli());
    }

    @Test
    void takesNoSeriesThatIsTooLong() {
        var terms = new ImportTerms(
                1500, ImportTerms.USUAL_ZONE, TERMS.from(), Instant.parse("2090-01-01T00:00:00Z"), () -> false);

        var found = RallyCalendar.read(event("RRULE:FREQ=DAILY;COUNT=999999999"), terms);

        assertThat(found.items()).isEmpty();
        assertThat(found.skipped())
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.why()).contains("more than 1000 times"));
    }

    @Test
    void takesTheLastVersionOfAnEvent() {
        var calendar = "BEGIN:VCALENDAR\nVERSION:2.0\n" + body("SEQUENCE:2\nSUMMARY:newer")
                + body("SEQUENCE:1\nSUMMARY:older") + "END:VCALENDAR\n";

        assertThat(RallyCalendar.read(calendar, TERMS).items())
                .extracting(Rally::title)
                .containsExactly("newer");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "RRULE:FREQ=SECONDLY | days, weeks, months or years",
                "RRULE:FREQ=HOURLY;COUNT=2 | days, weeks, months or years",
                "RRULE:FREQ=DAILY;BYHOUR=1,2,3 | days, weeks, months or years",
                "RRULE:FREQ=DAILY;INTERVAL=2147483647 | INTERVAL",
                "RRULE:FREQ=DAILY;COUNT=2\\nEXRULE:FREQ=DAILY | EXRULE",
                "RRULE:FREQ=WEIRD | RRULE",
                "GEO:91;10 | not on the earth",
                "X-DABYL-RADIUS:wide | radius",
                "X-DABYL-RADIUS:900000 | radius",
                "DURATION:-PT1H | end after its beginning",
                "DURATION:P60D | longer than 31 days"
            })
    void saysWhyAnEventIsNoRally(String lines, String why) {
        var found = RallyCalendar.read(event(lines.replace("\\n", "\n")), TERMS);

        assertThat(found.items()).isEmpty();
        assertThat(found.skipped())
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.why()).contains(why));
    }

    @Test
    void endsWhenItIsLate() {
        var late = new ImportTerms(1500, ImportTerms.USUAL_ZONE, TERMS.from(), TERMS.until(), () -> true);

        assertThat(RallyCalendar.read(file("google.ics"), late).items()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "BEGIN:VCARD\nEND:VCARD\n"})
    void refusesWhatIsNoCalendar(String text) {
        assertThatThrownBy(() -> RallyCalendar.read(text, TERMS)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void refusesComponentsThatAreNestedDeeplyAlsoWhereTheirLinesAreFolded() {
        assertThatThrownBy(() -> RallyCalendar.read("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n".repeat(50_000), TERMS))
                .hasMessageContaining("in each other");
        assertThatThrownBy(() -> RallyCalendar.read("BEGIN:VCALENDAR\n" + "BE\n GIN:VEVENT\n".repeat(50_000), TERMS))
                .hasMessageContaining("in each other");
    }

    /** A zone that changes each second since 1601 would be gone through for each time. */
    @Test
    void doesNotCalculateWithAZoneThatIsMadeToBeSlow() {
        var slow = file("outlook.ics").replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=SECONDLY");

        var found = RallyCalendar.read(slow, TERMS);

        assertThat(found.skipped()).extracting(RallyImport.Skipped::uid).contains("winter", "summer");
    }

    @Test
    void boundsHowManyRalliesAFileHolds() {
        var events = new StringBuilder("BEGIN:VCALENDAR\nVERSION:2.0\n");
        for (var i = 0; i < 20; i++) {
            events.append(body("RRULE:FREQ=DAILY;COUNT=200").replace("UID:u", "UID:u" + i));
        }

        var found = RallyCalendar.read(events + "END:VCALENDAR\n", TERMS);

        assertThat(found.items()).hasSize(RallyCalendar.MOST_RALLIES);
        assertThat(found.skipped())
                .hasSize(10)
                .allMatch(skipped -> skipped.why().contains("2000"));
    }

    private static String event(String lines) {
        return "BEGIN:VCALENDAR\nVERSION:2.0\n" + body(lines) + "END:VCALENDAR\n";
    }

    /** At noon of the first of May in Almaty, at its centre, for an hour, unless {@code lines} say otherwise. */
    private static String body(String lines) {
        var end = lines.contains("DURATION") ? "" : "DTEND;TZID=Asia/Almaty:20260501T130000\n";
        var geo = lines.contains("GEO") ? "" : "GEO:43.24;76.95\n";
        return "BEGIN:VEVENT\nUID:u\nDTSTART;TZID=Asia/Almaty:20260501T120000\n" + end + geo + lines + "\nEND:VEVENT\n";
    }

    private static List<String> lines(List<Rally> rallies) {
        return rallies.stream()
                .map(rally -> Times.format(rally.from()) + " " + Times.format(rally.until()) + " " + ground(rally) + " "
                        + rally.title())
                .toList();
    }

    private static String ground(Rally rally) {
        var circle = rally.circle();
        return circle == null
                ? rally.places().toString()
                : circle.latitude() + "," + circle.longitude() + " "
                        + Double.toString(circle.radiusMetres()).replaceAll("\\.0$", "");
    }

    private static String file(String name) {
        try (var in = Objects.requireNonNull(RallyCalendarTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
