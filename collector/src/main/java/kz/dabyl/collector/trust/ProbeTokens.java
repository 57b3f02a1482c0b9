package kz.dabyl.collector.trust;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Tokens of probes, which say by themselves whose they are, so that they are verified without a look-up.
 *
 * <pre>
 * "dp1_" base64url( body | HMAC-SHA256(key, "dp1_" | body) )
 * body = str probe | str invite | i64 issued, epoch seconds;  str = u8 length, then UTF-8
 * </pre>
 *
 * <p>A token does not say by which key it was made: it is tried with each, the newest first. So a token of an old key
 * lives until that key is taken away. Thread-safe.
 */
public final class ProbeTokens {

    private static final int MAX_LENGTH = 512;

    private final List<byte[]> keys;
    private final TokenSeal seal;

    /** @param keys the first makes new tokens, all of them verify */
    public ProbeTokens(List<byte[]> keys) {
        this.keys = List.copyOf(keys);
        seal = new TokenSeal("dp1_", MAX_LENGTH, keys);
    }

    public ProbeTokens(byte[] key) {
        this(List.of(key));
    }

    public String issue(Principal.Probe probe, long issuedEpochSecond) {
        var body = ByteBuffer.allocate(MAX_LENGTH + Long.BYTES);
        TokenSeal.put(body, probe.probe());
        TokenSeal.put(body, probe.invite());
        body.putLong(issuedEpochSecond);
        return seal.seal(body);
    }

    /** Tokens of push addresses, made with the same keys. */
    public PushTokens pushes() {
        return new PushTokens(keys);
    }

    /** Whose token it is, if it is one that was made with one of our keys. */
    Optional<Principal.Probe> verify(String token) {
        return seal.open(token, body -> new Principal.Probe(TokenSeal.string(body), TokenSeal.string(body)));
    }
}
