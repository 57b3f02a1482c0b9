package kz.dabyl.collector.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import kz.dabyl.collector.trust.Principal;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final int LIMIT = 1 << 20;
    private static final Principal ONE = new Principal.Probe("one", "i-1");
    private static final Principal SIBLING = new Principal.Probe("sibling", "i-1");
    private static final Principal OTHER = new Principal.Probe("other", "i-2");
    private static final Principal RELAY = new Principal.Relay();

    private final AtomicLong seconds = new AtomicLong();
    private final Admission admission = new Admission(LIMIT, 0, () -> TimeUnit.SECONDS.toNanos(seconds.get()));

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
        admission.claim(RELAY).grow(LIMIT);
        admission.claim(OTHER).grow(400);
        var atFirst = admission.deaf();
        seconds.set(5);
        admission.claim(RELAY).grow(400);
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
        var all = admission.claim(RELAY);
        for (var moment = 0; moment < 10; moment++) {
            seconds.set(10L * moment);
            assertThat(all.grow(LIMIT)).isTrue();
            admission.claim(OTHER).grow(400);
            all.release();
            var next = admission.claim();
            next.grow(400);
            next.release();

            assertThat(admission.deaf()).isFalse();
        }
    }

    @Test
    void staysDeafThoughTheFirstBytesOfABodyFindRoom() {
        admission.claim(RELAY).grow(LIMIT - 300);
        for (var second = 0; second < 10; second++) {
            seconds.set(second);
            var body = admission.claim(OTHER);
            body.grow(250);
            body.grow(1024);
            body.release();
        }

        assertThat(admission.deaf()).isTrue();
    }

    @Test
    void isNotDeafForLargeBodiesWhoseFirstBytesFindNoRoom() {
        admission.claim(RELAY).grow(LIMIT);
        for (var second = 0; second < 10; second++) {
            seconds.set(second);
            var large = admission.claim(OTHER);
            large.announce(LIMIT);
            large.grow(400);
        }

        assertThat(admission.deaf()).isFalse();
    }

    @Test
    void isNotDeafForWhatIsAskedOnceMore() {
        admission.claim(RELAY).grow(LIMIT);
        for (var second = 0; second < 10; second++) {
            seconds.set(second);
            admission.claim().grow(400);
        }

        assertThat(admission.deaf()).isFalse();
    }

    @Test
    void letsTheProbesOfAnInviteHoldSeveralLargeBodiesOnlyWithinAShare() {
        admission.claim(ONE).grow(LIMIT / 2);
        var growing = admission.claim(SIBLING);

        assertThat(growing.grow(Admission.SMALL_BYTES)).isTrue();
        assertThat(growing.grow(1)).isFalse();
        assertThat(admission.claim(OTHER).grow(LIMIT / 4)).isTrue();
    }

    @Test
    void leavesRoomForOthersThoughAllProbesOfAnInviteHoldSmallBodies() {
        var few = IntStream.range(0, 3).mapToLong(probe -> fill("p" + probe)).sum();
        var sibling = admission.claim(SIBLING).grow(Admission.SMALL_BYTES);
        IntStream.range(3, 100).forEach(probe -> fill("p" + probe));
        admission.claim(ONE).grow(400);
        seconds.set(5);
        admission.claim(ONE).grow(400);

        assertThat(few).isLessThanOrEqualTo(LIMIT / 4 + 2 * Admission.SMALL_BYTES);
        assertThat(sibling).isTrue();
        assertThat(admission.heldBytes()).isEqualTo(LIMIT / 2);
        assertThat(admission.claim(OTHER).grow(Admission.SMALL_BYTES)).isTrue();
        assertThat(admission.deaf()).isFalse();
    }

    /** What a probe of the first invite gets to hold in small bodies, some at once and some bit by bit. */
    private long fill(String probe) {
        var before = admission.heldBytes();
        for (var body = 0; body < 8; body++) {
            var sender = new Principal.Probe(probe, "i-1");
            var claim = body % 2 == 0 ? admission.claimAtOnce(sender) : admission.claim(sender);
            claim.grow(Admission.SMALL_BYTES / 2);
            claim.grow(Admission.SMALL_BYTES / 2);
        }
        return admission.heldBytes() - before;
    }

    @Test
    void givesBackTheShareOfSmallBodiesOfAnInvite() {
        for (var i = 0; i < 100; i++) {
            var small = admission.claim(ONE);
            small.grow(Admission.SMALL_BYTES);
            small.release();
            var growing = admission.claim(SIBLING);
            growing.grow(Admission.SMALL_BYTES);
            growing.grow(1);
            growing.grow(LIMIT);
            growing.release();
        }

        assertThat(admission.claim(ONE).grow(Admission.SMALL_BYTES)).isTrue();
        assertThat(admission.claim(ONE).grow(Admission.SMALL_BYTES)).isTrue();
    }

    @Test
    void keepsRoomForSmallBodies() {
        var most = 3 * LIMIT / 4;
        var keeping = Admission.of(new Limits(LIMIT / 4, LIMIT, Duration.ofSeconds(1), 1, 1));
        keeping.claim(RELAY).grow(most);
        var large = keeping.claim(RELAY);
        large.announce(Admission.SMALL_BYTES + 1);

        assertThat(large.grow(1)).isFalse();
        assertThat(keeping.claim(OTHER).grow(Admission.SMALL_BYTES)).isTrue();
    }

    @Test
    void hasRoomForTheLargestBodyWhateverIsKept() {
        var tight = Admission.of(new Limits(LIMIT, LIMIT, Duration.ofSeconds(1), 1, 1));

        assertThat(tight.claim(RELAY).grow(LIMIT)).isTrue();
    }

    @Test
    void tellsWhatIsTooMuchForEverFromWhatIsTooMuchNow() {
        var claim = admission.claim(RELAY);
        claim.grow(LIMIT / 2);
        admission.claim(OTHER).grow(LIMIT / 2);

        assertThat(claim.grow(1)).isFalse();
        assertThat(claim.everFits(1)).isTrue();
        assertThat(claim.everFits(LIMIT / 2 + 1)).isFalse();
    }
}
