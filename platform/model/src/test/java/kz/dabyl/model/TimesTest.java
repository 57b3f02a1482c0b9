package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0, 1970-01-01T00:00:00.000Z",
        "1619247630000, 2021-04-24T07:00:30.000Z",
        "1619247630412, 2021-04-24T07:00:30.412Z",
        "1709164799999, 2024-02-28T23:59:59.999Z",
        "1709208000000, 2024-02-29T12:00:00.000Z",
        "253402300799999, 9999-12-31T23:59:59.999Z"
    })
    void writesUtcWithMillisecondsAndReadsItBack(long millis, String text) {
        assertThat(Times.format(millis)).isEqualTo(text);
        assertThat(Times.parse(text)).hasValue(millis);
    }

    @Test
    void writesEveryWeekAsTheCalendarHasIt() {
        var calendar = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        for (var millis = 0L; millis < 5_000_000_000_000L; millis += 604_800_000 + 3_661_001) {
            assertThat(Times.format(millis)).isEqualTo(calendar.format(Instant.ofEpochMilli(millis)));
        }
    }

    @Test
    void writesWhatLiesOutsideOfItsYearsToo() {
        assertThat(Times.format(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(Times.format(Times.LAST + 1)).isEqualTo("+10000-01-01T00:00:00.000Z");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2021-04-24T07:00:30Z, 1619247630000",
        "2021-04-24T07:00:30.4Z, 1619247630400",
        "2021-04-24T07:00:30.412999Z, 1619247630412",
        "2021-04-24T07:00:30.412345678Z, 1619247630412",
        "2021-04-24T07:00:30.4123456789012Z, 1619247630412",
        "2016-12-31T23:59:60Z, 1483228799999",
        "2016-12-31T23:59:60.250Z, 1483228799999",
        "2017-01-01T05:59:60+06:00, 1483228799999",
        "2021-04-24t07:00:30z, 1619247630000",
        "2021-04-24T13:00:30+06:00, 1619247630000",
        "2021-04-24T13:00:30.412+06:00, 1619247630412",
        "2021-04-24T03:30:30-03:30, 1619247630000",
        "2021-04-24T07:00:30-00:00, 1619247630000",
        "1970-01-01T06:00:00+06:00, 0",
        "2000-02-29T00:00:00Z, 951782400000"
    })
    void takesEveryFormOfRfc3339(String text, long millis) {
        assertThat(Times.parse(text)).hasValue(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2021-04-24T07:00:60Z",
                "2016-12-31T23:59:60",
                "2016-12-31T23:59:61Z",
                "1619247630000",
                "2021-04-24",
                "2021-04-24T07:00Z",
                "2021-04-24T07:00:30",
                "2021-04-24T07:00:30.Z",
                "2021-04-24T07:00:30,412Z",
                "2021-04-24 07:00:30Z",
                "2021-4-24T07:00:30.00Z",
                "2021-04-24T07:00:30.000z ",
                " 2021-04-24T07:00:30Z",
                "2021-04-24T07:00:30+06",
                "2021-04-24T07:00:30+0600",
                "2021-04-24T07:00:30+06:00:30",
                "2021-02-29T00:00:00Z",
                "1900-02-29T00:00:00Z",
                "2100-02-29T00:00:00.000Z",
                "2021-04-31T00:00:00Z",
                "2021-00-01T00:00:00Z",
                "2021-13-01T00:00:00Z",
                "2021-01-00T00:00:00Z",
                "2021-01-01T24:00:00Z",
                "2021-01-01T23:60:00Z",
                "2021-01-01T23:59:60Z",
                "2021-01-01T23:59:5٣Z",
                "1969-12-31T23:59:59Z",
                "1970-01-01T00:00:00+06:00",
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "-2021-04-24T07:00:30Z"
            })
    void refusesWhatIsNoTimeOrNoneBetween1970And9999(String text) {
        assertThat(Times.parse(text)).isEmpty();
    }

    @Test
    void takesTheSpaceThatAPlusBecameInAQuery() {
        var morning = Times.parse("2021-04-24T01:00:00Z");

        assertThat(Times.parseParameter("2021-04-24T07:00:00 06:00")).isEqualTo(morning);
        assertThat(Times.parseParameter("2021-04-24T07:00:00+06:00")).isEqualTo(morning);
        assertThat(Times.parseParameter("2021-04-24 07:00:00Z")).isEmpty();
        assertThat(Times.parseParameter("2021-04-24 07:00")).isEmpty();
    }

    @Test
    void countsTheLastMillisecondOf9999InAnyOffset() {
        assertThat(Times.parse("9999-12-31T23:59:59.999+06:00")).hasValue(253_402_279_199_999L);
        assertThat(Times.parse("9999-12-31T23:59:59.999-06:00")).isEmpty();
    }

    @Test
    void takesWhatAWrongClockShowsForTheNearestTimeThatThereIs() {
        assertThat(Times.parseReading("2021-04-24T07:00:30Z")).isEqualTo(Times.parse("2021-04-24T07:00:30Z"));
        assertThat(Times.parseReading("1970-01-01T00:00:12+06:00")).hasValue(0);
        assertThat(Times.parseReading("1969-12-31T23:59:59.999Z")).hasValue(0);
        assertThat(Times.parseReading("0001-01-01T00:00:00Z")).hasValue(0);
        assertThat(Times.parseReading("9999-12-31T23:59:59.999-06:00"))
                .isEqualTo(Times.parse("9999-12-31T23:59:59.999Z"));
        assertThat(Times.parseReading("-0044-03-15T12:00:00Z")).isEmpty();
        assertThat(Times.parseReading("never")).isEmpty();
    }
}
