package kz.dabyl.alerts.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    @ParameterizedTest(name = "{0}-{1} {2} at {3} ends {4}")
    @CsvSource({
        // Past midnight, in Almaty as it was (+06:00) and as it is since March 2024 (+05:00).
        "23:00, 07:00, Asia/Almaty, 2021-04-24T17:00:00Z, 2021-04-25T01:00:00Z",
        "23:00, 07:00, Asia/Almaty, 2021-04-24T20:00:00Z, 2021-04-25T01:00:00Z",
        "23:00, 07:00, Asia/Almaty, 2021-04-25T00:59:59Z, 2021-04-25T01:00:00Z",
        "23:00, 07:00, Asia/Almaty, 2024-04-24T18:00:00Z, 2024-04-25T02:00:00Z",
        // Within one day.
        "13:00, 14:30, UTC, 2021-04-24T13:00:00Z, 2021-04-24T14:30:00Z",
        // Clocks are set forward over the end: 02:30 does not exist, 03:30 is its place.
        "23:00, 02:30, Europe/Berlin, 2021-03-28T00:30:00Z, 2021-03-28T01:30:00Z",
        // Clocks are set back: the second 02:30 is the end.
        "23:00, 02:30, Europe/Berlin, 2021-10-31T00:10:00Z, 2021-10-31T01:30:00Z",
        "23:00, 02:30, Europe/Berlin, 2021-10-31T01:10:00Z, 2021-10-31T01:30:00Z",
    })
    void endWhereTheyEndByTheLocalClock(LocalTime from, LocalTime until, String zone, Instant now, Instant end) {
        assertThat(new QuietHours(from, until, ZoneId.of(zone)).endIfWithin(now))
                .contains(end);
    }

    @ParameterizedTest(name = "{0}-{1} {2} not at {3}")
    @CsvSource({
        "23:00, 07:00, Asia/Almaty, 2021-04-24T16:59:59Z",
        "23:00, 07:00, Asia/Almaty, 2021-04-25T01:00:00Z",
        "13:00, 14:30, UTC, 2021-04-24T12:59:59Z",
        "13:00, 14:30, UTC, 2021-04-24T14:30:00Z",
    })
    void leaveTheRestOfTheDayAlone(LocalTime from, LocalTime until, String zone, Instant now) {
        assertThat(new QuietHours(from, until, ZoneId.of(zone)).endIfWithin(now))
                .isEmpty();
    }
}
