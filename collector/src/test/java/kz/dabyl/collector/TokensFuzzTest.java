package kz.dabyl.collector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import kz.dabyl.collector.gateway.Origin;
import kz.dabyl.model.Access;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=TokensFuzzTest} explores; otherwise the saved inputs run. */
class TokensFuzzTest {

    private static final int PREFIX_LENGTH = 4;
    private static final Principal.Probe PROBE = new Principal.Probe("p-1", "i-1");
    private static final PushTokens.Push PUSH = new PushTokens.Push(
            PROBE, new Origin("p-1", Reports.PLACE, "401-01", Access.MOBILE, 30), "domestic/egov.kz");
    private static final InviteSecret SECRET = new InviteSecret("i-1", "secret_of_an_invite");
    private static final Invite INVITE =
            new Invite("i-1", "label", 1, OptionalLong.empty(), 0, SECRET.hash(), false, false);

    private final ProbeTokens probes = new ProbeTokens("a key for tests".getBytes(UTF_8));
    private final PushTokens pushes = probes.pushes();
    private final String ofProbe = probes.issue(PROBE, 1_619_247_630);
    private final String ofPush = pushes.issue(PUSH, 1_619_247_630);

    /** The bytes are a token as it comes, and what is changed in those that were issued: letters at places. */
    @FuzzTest(maxDuration = "60s")
    void onlyWhatWasIssuedVerifies(byte[] bytes) {
        var text = new String(bytes, UTF_8);

        for (var token : List.of(text, changed(ofProbe, bytes), changed(ofPush, bytes))) {
            probes.verify(token).ifPresent(probe -> {
                assertThat(probe).isEqualTo(PROBE);
                assertThat(content(token)).isEqualTo(content(ofProbe));
            });
            pushes.verify(token).ifPresent(push -> {
                assertThat(push).isEqualTo(PUSH);
                assertThat(content(token)).isEqualTo(content(ofPush));
            });
        }
        for (var secret : List.of(text, changed(SECRET.text(), bytes))) {
            InviteSecret.parse(secret).ifPresent(parsed -> {
                assertThat(parsed.text()).isEqualTo(secret);
                assertThat(parsed.id().equals(INVITE.id()) && parsed.opens(INVITE))
                        .isEqualTo(secret.equals(SECRET.text()));
            });
        }
    }

    private static String changed(String token, byte[] changes) {
        var letters = token.getBytes(ISO_8859_1);
        for (var i = 0; i + 1 < changes.length; i += 2) {
            letters[Byte.toUnsignedInt(changes[i]) % letters.length] = changes[i + 1];
        }
        return new String(letters, ISO_8859_1);
    }

    /** What a token holds: its last letter has bits that stand for nothing. */
    private static String content(String token) {
        return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(token.substring(PREFIX_LENGTH)));
    }
}
