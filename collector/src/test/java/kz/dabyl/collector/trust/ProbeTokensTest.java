package kz.dabyl.collector.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTokensTest {

    private static final Principal.Probe PROBE = new Principal.Probe("p-5f0c7e21", "i-1");

    private final ProbeTokens tokens = new ProbeTokens(new byte[32]);

    @Test
    void knowsItsOwnTokensAgain() {
        var token = tokens.issue(PROBE, 1_619_247_630);

        assertThat(token).startsWith("dp1_");
        assertThat(tokens.verify(token)).contains(PROBE);
    }

    @Test
    void refusesATokenOfWhichAnyBitWasTurned() {
        var token = tokens.issue(PROBE, 1_619_247_630);
        var bytes = Base64.getUrlDecoder().decode(token.substring(4));

        for (var bit = 0; bit < bytes.length * 8; bit++) {
            var forged = bytes.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(tokens.verify("dp1_" + Base64.getUrlEncoder().encodeToString(forged)))
                    .isEmpty();
        }
    }

    @Test
    void refusesATokenThatWasCutShort() {
        var bytes = Base64.getUrlDecoder().decode(tokens.issue(PROBE, 1).substring(4));

        for (var length = 0; length < bytes.length; length++) {
            var cut = Base64.getUrlEncoder().encodeToString(Arrays.copyOf(bytes, length));

            assertThat(tokens.verify("dp1_" + cut)).isEmpty();
        }
    }

    @Test
    void refusesATokenOfAnotherDeployment() {
        var key = new byte[32];
        key[0] = 1;

        assertThat(new ProbeTokens(key).verify(tokens.issue(PROBE, 1))).isEmpty();
    }

    @Test
    void takesTokensOfAnOldKeyUntilItIsTakenAway() {
        var fresh = "a new key of thirty-two bytes or so".getBytes(UTF_8);
        var old = tokens.issue(PROBE, 1);
        var both = new ProbeTokens(List.of(fresh, new byte[32]));

        assertThat(both.verify(old)).contains(PROBE);
        assertThat(both.verify(both.issue(PROBE, 2))).contains(PROBE);
        assertThat(tokens.verify(both.issue(PROBE, 2))).isEmpty();
        assertThat(new ProbeTokens(fresh).verify(old)).isEmpty();
        assertThat(new ProbeTokens(fresh).verify(both.issue(PROBE, 2))).contains(PROBE);
    }

    @Test
    void makesATokenOfItsOwnForEveryProbeInviteAndMoment() {
        var made = Set.of(
                tokens.issue(PROBE, 1),
                tokens.issue(PROBE, 2),
                tokens.issue(new Principal.Probe("p-5f0c7e22", "i-1"), 1),
                tokens.issue(new Principal.Probe("p-5f0c7e21", "i-2"), 1));

        assertThat(made)
                .hasSize(4)
                .extracting(token -> token.substring(token.length() - 20))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dp1_", "dp1_!!!", "dp2_AAAA", "dp1_AAAA", "Bearer dp1_AAAA"})
    void refusesGarbage(String token) {
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void refusesAHugeToken() {
        assertThat(tokens.verify("dp1_" + "A".repeat(1_000_000))).isEmpty();
    }
}
