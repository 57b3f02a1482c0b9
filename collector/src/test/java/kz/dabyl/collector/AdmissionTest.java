package kz.dabyl.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final int LIMIT = 1 << 20;
    private static final Principal ONE = new Principal.Probe("one", "i-1");
    private static final Principal OTHER = new Principal.Probe("other", "i-1");

    private final AtomicLong seconds = new AtomicLong();
    private final Admission admission = new Admission(LIMIT, () -> TimeUnit.SECONDS.toNanos(seconds.get()));

    @Test
    void letsAProbeHoldOneLargeBody() {
        var claim = admission.claim(ONE);

        assertThat(claim.grow(LIMIT / 2)).isTrue();
        assertThat(claim.grow(LIMIT / 2)).isTrue();
    }

    @Test
    void letsAProbeHoldSeveralBodiesOnlyWithinItsShare() {
        var first = admission.claim(ONE);
        first.grow(LIMIT / 2);

        var second = admission.claim(ONE).grow(1);
        var others = admission.claim(OTHER).grow(LIMIT / 4);
        first.release();
        var afterwards = admission.claim(ONE).grow(LIMIT / 4);

        assertThat(second).isFalse();
        assertThat(others).isTrue();
        assertThat(afterwards).isTrue();
    }

    @Test
    void givesBackAllThatWasHeldOfAShare() {
        for (var i = 0; i < 10; i++) {
            var claim = admission.claim(ONE);
            claim.grow(LIMIT / 8);
            claim.grow(LIMIT);
            claim.release();
            claim.release();
        }

        assertThat(admission.heldBytes()).isZero();
        assertThat(admission.claim(ONE).grow(LIMIT)).isTrue();
    }

    @Test
    void isDeafWhileItTurnsSmallBodiesAwayForSeconds() {
        admission.claim(new Principal.Relay()).grow(LIMIT);
        admission.claim(OTHER).grow(400);
        var atFirst = admission.deaf();
        seconds.set(5);
        admission.claim().grow(400);
        var later = admission.deaf();
        var fault = admission.fault();
        seconds.set(18);

        assertThat(atFirst).isFalse();
        assertThat(later).isTrue();
        assertThat(fault).hasValueSatisfying(why -> assertThat(why).contains("no room"));
        assertThat(admission.deaf()).isFalse();
        assertThat(admission.fault()).isEmpty();
    }

    @Test
    void isNotDeafForWhatFindsNoRoomByItsOwnSizeOrItsSendersShare() {
        admission.claim(ONE).grow(LIMIT / 2);
        for (var second = 0; second < 10; second++) {
            seconds.set(second);
            admission.claim(OTHER).grow(LIMIT);
            admission.claim(ONE).grow(400);
        }

        assertThat(admission.deaf()).isFalse();
    }

    @Test
    void isNotDeafForASingleMomentNowAndThen() {
        var all = admission.claim(new Principal.Relay());
        for (var minute = 0; minute < 10; minute++) {
            seconds.set(60L * minute);
            all.grow(LIMIT);
            admission.claim().grow(400);
            all.release();
        }

        assertThat(admission.deaf()).isFalse();
    }
}
