package kz.dabyl.collector.trust;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import kz.dabyl.collector.gateway.Origin;
import kz.dabyl.model.Access;

/**
 * Tokens of push addresses. They say by themselves who pushes, where it is and what it tried, so that a push needs neither
 * a body nor a look-up.
 *
 * <pre>
 * "dk1_" base64url( body | HMAC-SHA256(key, "dk1_" | body) )
 * body = str probe | str invite | str place | str network | u8 access (1 mobile, 2 fixed) | i16 interval in s, -1 none
 *      | str target | i64 issued, epoch seconds;  str = u8 length, then UTF-8
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class PushTokens {

    /** Of a target's name in UTF-8, so that an address stays short. */
    public static final int MAX_TARGET_BYTES = 200;

    private static final int MAX_BODY_BYTES = 6 * 256;
    private static final int MAX_LENGTH = 1024;
    private static final byte MOBILE = 1;
    private static final byte FIXED = 2;

    private final TokenSeal seal;

    /**
     * What a push says, but for how it went.
     *
     * @param probe whose report it is
     * @param origin of the same probe
     */
    public record Push(Principal.Probe probe, Origin origin, String target) {}

    /** @param keys the first makes new tokens, all of them verify */
    PushTokens(List<byte[]> keys) {
        seal = new TokenSeal("dk1_", MAX_LENGTH, keys);
    }

    /** The token of {@code push}, whose names are of 255 bytes at most. */
    public String issue(Push push, long issuedEpochSecond) {
        var origin = push.origin();
        var body = ByteBuffer.allocate(MAX_BODY_BYTES);
        TokenSeal.put(body, push.probe().probe());
        TokenSeal.put(body, push.probe().invite());
        TokenSeal.put(body, origin.place());
        TokenSeal.put(body, origin.network());
        body.put(origin.access() == Access.MOBILE ? MOBILE : FIXED);
        body.putShort((short) origin.intervalSeconds());
        TokenSeal.put(body, push.target());
        body.putLong(issuedEpochSecond);
        return seal.seal(body);
    }

    /** What a token says, if it was made with one of our keys. */
    Optional<Push> verify(String token) {
        return seal.open(token, PushTokens::read);
    }

    private static Push read(ByteBuffer body) {
        var probe = new Principal.Probe(TokenSeal.string(body), TokenSeal.string(body));
        var place = TokenSeal.string(body);
        var network = TokenSeal.string(body);
        var access = body.get() == MOBILE ? Access.MOBILE : Access.FIXED;
        var origin = new Origin(probe.probe(), place, network, access, body.getShort());
        return new Push(probe, origin, TokenSeal.string(body));
    }
}
