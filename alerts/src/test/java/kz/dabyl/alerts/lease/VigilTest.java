package kz.dabyl.alerts.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class VigilTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Vigil vigil = new Vigil("me");

    @Test
    void takesAPlaceThatNobodyEverHeld() {
        assertThat(vigil.vacant(0)).isTrue();
    }

    @Test
    void waitsAsLongAsTheHolderIsHeard() {
        for (var second = 0L; second < 60; second++) {
            vigil.heard(new Beat("other", true), second * SECOND);

            assertThat(vigil.vacant((second + 5) * SECOND)).isFalse();
        }
    }

    @Test
    void takesThePlaceOfOneWhoFellSilentLaterThanThatOneStopsActingAndSoonerThanInTenSeconds() {
        vigil.heard(new Beat("other", true), 0);

        assertThat(vigil.vacant(FencedLog.VALID.toNanos())).isFalse();
        assertThat(vigil.vacant(7 * SECOND)).isTrue();
    }

    @Test
    void doesNotWaitForOneWhoHasGone() {
        vigil.heard(new Beat("other", true), 0);
        vigil.heard(new Beat("other", false), SECOND);

        assertThat(vigil.vacant(SECOND)).isTrue();
    }

    @Test
    void doesNotWaitForItsOwnFormerLife() {
        vigil.heard(new Beat("me", true), 0);

        assertThat(vigil.vacant(1)).isTrue();
    }

    @Test
    void waitsAfterItHasLostThePlaceToOneWhoseFirstBeatIsStillOnItsWay() {
        vigil.heard(new Beat("me", true), 0);
        vigil.held();
        vigil.heard(new Beat("me", true), SECOND);

        assertThat(vigil.vacant(2 * SECOND)).isFalse();
    }

    @Test
    void readsBeatsAsTheyWereWrittenAndPassesOverWhatIsNone() {
        assertThat(Beat.decode(new Beat("ab12", false).encode())).contains(new Beat("ab12", false));
        assertThat(Beat.decode("{\"next\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(Beat.decode(new byte[] {'{'})).isEmpty();
    }
}
