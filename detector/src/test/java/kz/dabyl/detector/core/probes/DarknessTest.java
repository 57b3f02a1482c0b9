package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DarknessTest {

    private static final Ping ONE = Ping.failed("international/1.1.1.1", PingError.TIMEOUT);
    private static final Ping FAR = Ping.failed("platform/telegram.org", PingError.TIMEOUT);
    private static final Ping OTHER = Ping.failed("domestic/egov.kz", PingError.DNS);
    private static final Ping WELL = Ping.answered("domestic/egov.kz", 20);

    private final Darkness darkness = new Darkness();

    @BeforeEach
    void light() {
        hear(1, WELL);
    }

    @Test
    void beginsWhenNoneOfSeveralTargetsAnswers() {
        hear(2, ONE, OTHER);

        assertThat(darkness.dark()).isTrue();
        assertThat(darkness.lastLitMillis()).isEqualTo(1);
    }

    @Test
    void endsWhenOneAnswers() {
        hear(2, ONE, OTHER);
        hear(3, ONE, WELL);

        assertThat(darkness.dark()).isFalse();
        assertThat(darkness.lastLitMillis()).isEqualTo(3);
    }

    @Test
    void isNotProvedByOneTargetHoweverOftenItFails() {
        hear(2, ONE);
        hear(3, ONE, ONE);
        hear(4, ONE);

        assertThat(darkness.dark()).isFalse();
        assertThat(darkness.lastLitMillis()).isEqualTo(4);
    }

    @Test
    void isProvedByTwoTargetsOneAfterTheOther() {
        hear(2, ONE);
        hear(3, OTHER);

        assertThat(darkness.dark()).isTrue();
        assertThat(darkness.lastLitMillis()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "REFUSED", "TLS", "HTTP"})
    void isNoneWhereSomethingComesBack(PingError error) {
        hear(2, ONE, OTHER, Ping.failed("platform/telegram.org", error));

        assertThat(darkness.dark()).isFalse();
        assertThat(darkness.lastLitMillis()).isEqualTo(2);
    }

    @Test
    void isNotProvedWhereNoDomesticTargetIsTried() {
        hear(2, ONE, FAR);
        hear(3, FAR);

        assertThat(darkness.dark()).isFalse();
    }

    @Test
    void isProvedByADomesticTargetAndThenAnother() {
        hear(2, OTHER);
        hear(3, ONE);

        assertThat(darkness.dark()).isTrue();
    }

    @Test
    void isLeftAsItWasByReportsWithoutPings() {
        hear(2, ONE, OTHER);
        hear(3);

        assertThat(darkness.dark()).isTrue();
    }

    @Test
    void endsWithTheNetworkThatItWasIn() {
        hear(2, ONE, OTHER);
        darkness.begin();
        darkness.heard(3);

        assertThat(darkness.dark()).isFalse();
        assertThat(darkness.lastLitMillis()).isEqualTo(3);
    }

    @Test
    void isRestoredFromWhatWasStored() {
        hear(2, ONE);
        var out = new WireOutput();
        darkness.write(out, 5);

        var restored = Darkness.read(new WireInput(out.toByteArray()), 5);
        restored.judge(List.of(OTHER));

        assertThat(restored.dark()).isTrue();
        assertThat(restored.lastLitMillis()).isEqualTo(2);
    }

    private void hear(long time, Ping... pings) {
        darkness.judge(List.of(pings));
        darkness.heard(time);
    }
}
