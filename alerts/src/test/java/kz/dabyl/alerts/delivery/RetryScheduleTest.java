package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private final RetrySchedule schedule = RetrySchedule.DEFAULT;

    @ParameterizedTest(name = "after {0} tries about {1}")
    @CsvSource({
        "1, PT5S",
        "2, PT30S",
        "3, PT5M",
        "4, PT30M",
        "5, PT2H",
        "6, PT5H",
        "7, PT10H",
        "8, PT14H",
        "9, PT20H",
        "10, PT24H"
    })
    void waitsAsTheContractSays(int tries, Duration about) {
        var random = new Random(1);

        for (var i = 0; i < 1000; i++) {
            var wait = schedule.after(tries, Optional.empty(), random).orElseThrow();

            assertThat(wait.toMillis()).isBetween(about.toMillis() * 9 / 10, about.toMillis() * 11 / 10);
        }
    }

    @Test
    void spreadsWaitsAtRandom() {
        var random = new Random(1);

        var waits = random.ints(100)
                .mapToObj(i -> schedule.after(1, Optional.empty(), random).orElseThrow())
                .distinct();

        assertThat(waits).hasSizeGreaterThan(50);
    }

    @Test
    void givesUpAfterTheTenthRepetition() {
        assertThat(schedule.after(11, Optional.of(Duration.ofHours(1)), new Random(1)))
                .isEmpty();
    }

    @Test
    void waitsAsLongAsTheReceiverAskedFor() {
        assertThat(schedule.after(1, Optional.of(Duration.ofMinutes(7)), new Random(1)))
                .contains(Duration.ofMinutes(7));
    }

    @Test
    void doesNotComeEarlierBecauseTheReceiverAskedForLess() {
        assertThat(schedule.after(3, Optional.of(Duration.ZERO), new Random(1)).orElseThrow())
                .isGreaterThan(Duration.ofMinutes(4));
    }

    @Test
    void triesForAsLongWhereNoWaitMayBeLongerThanAMinute() {
        var often = schedule.noLongerThan(Duration.ofMinutes(1));

        assertThat(often.length()).isEqualTo(schedule.length());
        assertThat(often.waits().subList(0, 4))
                .containsExactly(
                        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(1));
        assertThat(often.waits()).allMatch(wait -> wait.compareTo(Duration.ofMinutes(1)) <= 0);
    }

    @Test
    void refusesMoreJitterThanThereIsTime() {
        assertThatThrownBy(() -> new RetrySchedule(List.of(), 1))
                .hasMessage("jitter must be from 0 to below 1, was 1.0");
    }
}
