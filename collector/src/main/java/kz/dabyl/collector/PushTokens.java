package kz.dabyl.collector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
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
final class PushTokens {

    /** Of a target's name in UTF-8, so that an address stays short. */
    static final int MAX_TARGET_BYTES = 200;

    private static final String PREFIX = "dk1_";
    private static final int MAC_BYTES = 32;
    private static final int MAX_BODY_BYTES = 6 * 256;
    private static final int MAX_LENGTH = 1024;
    private static final byte MOBILE = 1;
    private static final byte FIXED = 2;

    private final SecretKey key;

    /**
     * What a push says, but for how it went.
     *
     * @param probe whose report it is
     * @param origin of the same probe
     */
    record Push(Principal.Probe probe, Origin origin, String target) {}

    PushTokens(SecretKey key) {
        this.key = key;
    }

    /** The token of {@code push}, whose names are of 255 bytes at most. */
    String issue(Push push, long issuedEpochSecond) {
        var origin = push.origin();
        var body = ByteBuffer.allocate(MAX_BODY_BYTES);
        string(body, push.probe().probe());
        string(body, push.probe().invite());
        string(body, origin.place());
        string(body, origin.network());
        body.put(origin.access() == Access.MOBILE ? MOBILE : FIXED);
        body.putShort((short) origin.intervalSeconds());
        string(body, push.target());
        body.putLong(issuedEpochSecond);
        var length = body.position();
        body.put(mac(body.array(), length));
        return PREFIX
                + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(body.array(), body.position()));
    }

    /** What a token says, if it was made with our key. */
    Optional<Push> verify(String token) {
        if (!token.startsWith(PREFIX) || token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
            var body = bytes.length - MAC_BYTES;
            if (body < 0 || !MessageDigest.isEqual(mac(bytes, body), Arrays.copyOfRange(bytes, body, bytes.length))) {
                return Optional.empty();
            }
            return Optional.of(read(ByteBuffer.wrap(bytes, 0, body)));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static Push read(ByteBuffer body) {
        var probe = new Principal.Probe(string(body), string(body));
        var place = string(body);
        var network = string(body);
        var access = body.get() == MOBILE ? Access.MOBILE : Access.FIXED;
        var origin = new Origin(probe.probe(), place, network, access, body.getShort());
        return new Push(probe, origin, string(body));
    }

    private static void string(ByteBuffer body, String text) {
        var utf8 = text.getBytes(UTF_8);
        if (utf8.length > 255) {
            throw new IllegalArgumentException("a name has at most 255 bytes, had " + utf8.length);
        }
        body.put((byte) utf8.length).put(utf8);
    }

    private static String string(ByteBuffer body) {
        var utf8 = new byte[Byte.toUnsignedInt(body.get())];
        body.get(utf8);
        return new String(utf8, UTF_8);
    }

    private byte[] mac(byte[] bytes, int length) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            mac.update(PREFIX.getBytes(UTF_8));
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + key.getAlgorithm(), e);
        }
    }
}
