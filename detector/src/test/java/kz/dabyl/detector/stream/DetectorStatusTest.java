package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DetectorStatusTest {

    private final DetectorStatus status = new DetectorStatus();

    @Test
    void isAFaultUntilItRuns() {
        assertThat(status.fault()).contains("starting");

        status.running();

        assertThat(status.fault()).isEmpty();
        assertThat(status.secondsDown()).isZero();
    }

    @Test
    void namesTheRootOfARecentFailure() {
        status.failed(new IllegalStateException("outer", new IllegalArgumentException("the disk is full")));
        status.waiting("beginning anew");

        assertThat(status.fault()).contains("beginning anew, after: the disk is full");
    }

    @Test
    void remainsAFaultForAWhileAfterAFailureThoughItRuns() {
        status.failed(new IllegalStateException("one bad record"));
        status.running();

        assertThat(status.fault()).contains("failed a moment ago: one bad record");
    }

    @Test
    void countsTheTimeDownFromTheFirstPhaseThatWasNotRunning() {
        status.running();
        status.waiting("restoring");
        var first = status.secondsDown();
        status.waiting("waiting for Kafka");

        assertThat(status.secondsDown()).isGreaterThanOrEqualTo(first).isPositive();
    }
}
