package kz.dabyl.alerts.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTest {

    private static final LocalDateTime NOW = LocalDateTime.parse("2021-04-24T18:00");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2021-04-24T13:05 | 13:05 | 13:05 | 13:05",
                "2021-04-23T13:05 | 23 April at 13:05 | 23 апреля в 13:05 | 23 сәуір, 13:05",
                "2020-12-31T00:05 | 31 December 2020 at 00:05 | 31 декабря 2020 г. в 00:05 | 2020 ж. 31 желтоқсан, 00:05",
                // The clocks of New York skipped this hour: the machine's own zone must not matter.
                "2021-03-14T02:30 | 14 March at 02:30 | 14 марта в 02:30 | 14 наурыз, 02:30"
            })
    void showsTheDateWhereItIsNotToday(LocalDateTime at, String english, String russian, String kazakh) {
        assertThat(Clock.time(Phrases.of("en"), at, NOW)).isEqualTo(english);
        assertThat(Clock.time(Phrases.of("ru"), at, NOW)).isEqualTo(russian);
        assertThat(Clock.time(Phrases.of("kk"), at, NOW)).isEqualTo(kazakh);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, less than a minute, меньше минуты, бір минуттан аз",
        "PT59S, less than a minute, меньше минуты, бір минуттан аз",
        "PT1M, 1 minute, 1 минута, 1 минут",
        "PT22M30S, 22 minutes, 22 минуты, 22 минут",
        "PT1H, 1 hour, 1 час, 1 сағат",
        "PT5H11M, 5 hours 11 minutes, 5 часов 11 минут, 5 сағат 11 минут",
        "P1DT59M, 1 day, 1 день, 1 күн",
        "P121DT2H, 121 days 2 hours, 121 день 2 часа, 121 күн 2 сағат"
    })
    void countsInTheTwoLargestUnits(Duration length, String english, String russian, String kazakh) {
        assertThat(Clock.length(Phrases.of("en"), length)).isEqualTo(english);
        assertThat(Clock.length(Phrases.of("ru"), length)).isEqualTo(russian);
        assertThat(Clock.length(Phrases.of("kk"), length)).isEqualTo(kazakh);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T17:59:00Z, 23:59 (UTC+6)",
        "2024-02-29T19:00:00Z, 00:00 (UTC+5)",
        "2021-04-24T07:00:00Z, 13:00 (UTC+6)",
        "2026-04-24T07:00:00Z, 12:00 (UTC+5)"
    })
    void goesByTheClocksOfThatDay(String started, String since) {
        var story = Story.of(IncidentKind.SHUTDOWN).since(started);

        var notice = GoldenWords.tell(Phrases.of("en"), EventType.OPENED, story, Optional.empty());

        assertThat(notice.text().lines()).contains("Since: " + since);
    }

    @ParameterizedTest
    @CsvSource({"0, UTC", "18000, UTC+5", "36000, UTC+10", "-10800, UTC-3", "20700, UTC+05:45"})
    void writesOffsetsShort(int seconds, String written) {
        assertThat(Clock.offset(ZoneOffset.ofTotalSeconds(seconds))).isEqualTo(written);
    }

    @Test
    void takesNoLengthBelowNothing() {
        assertThat(Clock.length(Phrases.of("en"), Duration.ofMinutes(-5))).isEqualTo("less than a minute");
    }
}
