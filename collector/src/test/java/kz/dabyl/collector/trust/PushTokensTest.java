package kz.dabyl.collector.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import kz.dabyl.collector.gateway.Origin;
import kz.dabyl.model.Access;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushTokensTest {

    private static final Principal.Probe PROBE = new Principal.Probe("p-1", "i-1");

    private final ProbeTokens ofProbes = new ProbeTokens(new byte[32]);
    private final PushTokens tokens = ofProbes.pushes();

    @ParameterizedTest
    @ValueSource(ints = {1, 3600, Report.NO_PROMISE})
    void sayWhatTheyWereMadeFor(int interval) {
        var push = push(Access.FIXED, interval, "site/" + "я".repeat(97));

        var token = tokens.issue(push, 1_619_247_630);

        assertThat(token).matches("dk1_[A-Za-z0-9_-]+").hasSizeLessThan(512);
        assertThat(tokens.verify(token)).contains(push);
    }

    @Test
    void areRefusedWhereAnyBitWasTurned() {
        var token = tokens.issue(push(Access.MOBILE, 60, "domestic/egov.kz"), 1);
        var bytes = Base64.getUrlDecoder().decode(token.substring(4));

        for (var bit = 0; bit < bytes.length * 8; bit++) {
            var forged = bytes.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(tokens.verify(text(forged))).isEmpty();
        }
    }

    @Test
    void areRefusedWhereTheyWereCutShort() {
        var token = tokens.issue(push(Access.MOBILE, 60, "domestic/egov.kz"), 1);
        var bytes = Base64.getUrlDecoder().decode(token.substring(4));

        for (var length = 0; length < bytes.length; length++) {
            assertThat(tokens.verify(text(Arrays.copyOf(bytes, length)))).isEmpty();
        }
    }

    @Test
    void areNoTokensOfProbesNorTheOtherWayRound() {
        var push = tokens.issue(push(Access.MOBILE, 60, "domestic/egov.kz"), 1);
        var probe = ofProbes.issue(PROBE, 1);

        assertThat(ofProbes.verify(push)).isEmpty();
        assertThat(ofProbes.verify("dp1_" + push.substring(4))).isEmpty();
        assertThat(tokens.verify(probe)).isEmpty();
        assertThat(tokens.verify("dk1_" + probe.substring(4))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dk1_", "dk1_!!!", "dk2_AAAA", "dk1_AAAA"})
    void areNotMadeUp(String token) {
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void areNotMadeForNamesThatAreTooLong() {
        var push = push(Access.MOBILE, 60, "site/" + "a".repeat(251));

        assertThatThrownBy(() -> tokens.issue(push, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static PushTokens.Push push(Access access, int interval, String target) {
        return new PushTokens.Push(PROBE, new Origin("p-1", "8820e60003fffff", "401-01", access, interval), target);
    }

    private static String text(byte[] bytes) {
        return "dk1_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
