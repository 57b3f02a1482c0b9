package kz.dabyl.collector.trust;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import kz.dabyl.collector.Reports;
import kz.dabyl.collector.gateway.Origin;
import kz.dabyl.model.Access;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=TokensFuzzTest} explores; otherwise the saved inputs run. */
class TokensFuzzTest {

    private static final int PREFIX_LENGTH = 4;
    private static final byte[] KEY = "a key for tests".getBytes(UTF_8);

    /** Bytes that a push's token has room for, and a probe's: 1,024 and 512 letters with the prefix and the sum. */
    private static final int LONGEST_SAID = 733;

    private static final int LONGEST_OF_PROBE = 349;
    private static final Principal.Probe PROBE = new Principal.Probe("p-1", "i-1");
    private static final PushTokens.Push PUSH = new PushTokens.Push(
            PROBE, new Origin("p-1", Reports.PLACE, "401-01", Access.MOBILE, 30), "domestic/egov.kz");
    private static final InviteSecret SECRET = new InviteSecret("i-1", "secret_of_an_invite");
    private static final Invite INVITE =
            new Invite("i-1", "label", 1, OptionalLong.empty(), 0, SECRET.hash(), false, false);

    private final ProbeTokens probes = new ProbeTokens(KEY);
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

    /** Nothing that others made passes the seal: so the bytes are sealed as what a token says, and opened. */
    @FuzzTest(maxDuration = "60s")
    void whatIsSealedIsReadToItsEndAndNoFurther(byte[] bytes) {
        var said = Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_SAID));
        var body = new Said(said);
        var names = new ArrayList<String>();
        var probe = probes.verify(sealed("dp1_", said));

        for (var i = 0; i < 2; i++) {
            body.text().ifPresent(names::add);
        }
        assertThat(probe)
                .isEqualTo(
                        names.size() < 2 || said.length > LONGEST_OF_PROBE
                                ? Optional.empty()
                                : Optional.of(new Principal.Probe(names.get(0), names.get(1))));
        pushes.verify(sealed("dk1_", said)).ifPresent(push -> {
            assertThat(push.probe()).isEqualTo(new Principal.Probe(names.get(0), names.get(1)));
            assertThat(push.origin().probe()).isEqualTo(names.get(0));
            // Whoever passes these rules once passes them again.
            assertThat(new Origin(
                            names.get(0),
                            push.origin().place(),
                            push.origin().network(),
                            push.origin().access(),
                            push.origin().intervalSeconds()))
                    .isEqualTo(push.origin());
            again(push);
        });
    }

    private void again(PushTokens.Push push) {
        // What is no UTF-8 grows where it is replaced.
        var names = List.of(
                push.probe().probe(),
                push.probe().invite(),
                push.origin().network(),
                push.origin().place(),
                push.target());
        var lengths =
                names.stream().mapToInt(name -> name.getBytes(UTF_8).length).toArray();
        if (IntStream.of(lengths).max().orElse(0) <= 255
                && IntStream.of(lengths).sum() < LONGEST_SAID - 100) {
            assertThat(pushes.verify(pushes.issue(push, 0))).contains(push);
        }
    }

    private static String sealed(String prefix, byte[] said) {
        var body = ByteBuffer.allocate(said.length).put(said);
        return new TokenSeal(prefix, 1024, List.of(KEY)).seal(body);
    }

    /** Reads as the tokens say that they are written. */
    private static final class Said {

        private final byte[] bytes;
        private int at;

        Said(byte[] bytes) {
            this.bytes = bytes;
        }

        Optional<String> text() {
            var from = at + 1;
            at = at < bytes.length ? from + Byte.toUnsignedInt(bytes[at]) : Integer.MAX_VALUE / 2;
            return at <= bytes.length ? Optional.of(new String(bytes, from, at - from, UTF_8)) : Optional.empty();
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
