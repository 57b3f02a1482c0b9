package kz.dabyl.collector.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class AvailabilityTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Availability log = new Availability(nanos::get, Availability.Trials.TICKS);

    @Test
    void isThereAtFirst() {
        assertThat(log.available()).isTrue();
        assertThat(log.fault()).isEmpty();
    }

    @Test
    void isAwayWhenNothingIsHeardForASecond() {
        log.sent();
        pass(Duration.ofMillis(900));
        var soon = log.available();
        pass(Duration.ofMillis(200));

        assertThat(soon).isTrue();
        assertThat(log.available()).isFalse();
        assertThat(log.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("does not answer"));
    }

    @Test
    void isNotAwayWhenNothingWasAskedOfItForLong() {
        log.sent();
        log.acknowledged();
        pass(Duration.ofMinutes(5));
        log.sent();

        assertThat(log.available()).isTrue();
    }

    @Test
    void isAwayAfterAFailureWhileAnotherRecordTriesItOut() {
        log.sent();
        log.sent();
        log.failed(new TimeoutException("127.0.0.1:9092"));

        assertThat(log.available()).isFalse();
        assertThat(log.fault())
                .hasValueSatisfying(
                        fault -> assertThat(fault).contains("TimeoutException").doesNotContain("127.0.0.1"));
    }

    @Test
    void leavesItToTheTicksToTryItOutAfterAFailure() {
        log.sent();
        log.failed(new TimeoutException("away"));

        assertThat(log.available()).isFalse();
    }

    @Test
    void letsOneRecordTryItOutAfterAFailureWhereThereAreNoTicks() {
        var untimed = new Availability(nanos::get, Availability.Trials.ANY);
        untimed.sent();
        untimed.failed(new TimeoutException("away"));

        var first = untimed.available();
        untimed.sent();
        var second = untimed.available();

        assertThat(first).isTrue();
        assertThat(second).isFalse();
    }

    @Test
    void isAwayFromTheMomentThatItCannotBeReachedUntilARecordIsAcknowledged() {
        log.sent();
        var news = log.unreachable();
        var again = log.unreachable();
        var meanwhile = log.available();
        log.acknowledged();

        assertThat(news).isTrue();
        assertThat(again).isFalse();
        assertThat(meanwhile).isFalse();
        assertThat(log.available()).isTrue();
        assertThat(log.reachable()).isTrue();
    }

    @Test
    void isBackWithTheFirstAcknowledgement() {
        log.sent();
        log.failed(new TimeoutException("away"));
        log.sent();
        log.sent();
        log.acknowledged();

        assertThat(log.available()).isTrue();
        assertThat(log.fault()).isEmpty();
        assertThat(log.failingFor()).isZero();
    }

    @Test
    void doesNotHoldARecordAgainstTheLogThatFailedForWhatItWas() {
        log.sent();
        log.refused();

        assertThat(log.fault()).isEmpty();
    }

    @Test
    void countsHowLongItHasBeenFailing() {
        log.sent();
        log.acknowledged();
        pass(Duration.ofSeconds(10));
        log.sent();
        log.failed(new TimeoutException("away"));
        pass(Duration.ofSeconds(25));

        assertThat(log.failingFor()).isEqualTo(Duration.ofSeconds(35));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
