package kz.dabyl.alerts.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2021-04-24T07:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "120 | PT2M",
                " 120  | PT2M",
                "172800 | PT48H",
                "604801 | PT168H",
                "999999999 | PT168H",
                "Sat, 24 Apr 2021 07:10:00 GMT | PT10M",
                "Mon, 26 Apr 2021 07:10:00 GMT | PT48H10M"
            })
    void readsSecondsAndDatesUpToAWeek(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "9999999999", "Sat, 24 Apr 2021 06:00:00 GMT"})
    void ignoresNonsenseAndThePast(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }

    @Test
    void isAbsentWithoutTheHeader() {
        assertThat(RetryAfter.parse(null, NOW)).isEmpty();
    }
}
