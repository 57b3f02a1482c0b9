package kz.dabyl.collector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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
final class ProbeTokens {

    private static final String PREFIX = "dp1_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final int MAX_LENGTH = 512;

    private final List<SecretKeySpec> keys;

    /** @param keys the first makes new tokens, all of them verify */
    ProbeTokens(List<byte[]> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there must be a key");
        }
        this.keys = keys.stream().map(key -> new SecretKeySpec(key, ALGORITHM)).toList();
    }

    ProbeTokens(byte[] key) {
        this(List.of(key));
    }

    String issue(Principal.Probe probe, long issuedEpochSecond) {
        var name = probe.probe().getBytes(UTF_8);
        var invite = probe.invite().getBytes(UTF_8);
        if (name.length > 255 || invite.length > 255) {
            throw new IllegalArgumentException("names of probes and invites have at most 255 bytes");
        }
        var token = ByteBuffer.allocate(1 + name.length + 1 + invite.length + Long.BYTES + MAC_BYTES);
        token.put((byte) name.length).put(name).put((byte) invite.length).put(invite);
        token.putLong(issuedEpochSecond);
        token.put(mac(keys.get(0), token.array(), token.position()));
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** Whose token it is, if it is one that was made with one of our keys. */
    Optional<Principal.Probe> verify(String token) {
        if (!token.startsWith(PREFIX) || token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
            var body = bytes.length - MAC_BYTES;
            if (body < 0) {
                return Optional.empty();
            }
            var claimed = Arrays.copyOfRange(bytes, body, bytes.length);
            for (var key : keys) {
                if (MessageDigest.isEqual(mac(key, bytes, body), claimed)) {
                    return Optional.of(read(ByteBuffer.wrap(bytes, 0, body)));
                }
            }
            return Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static Principal.Probe read(ByteBuffer body) {
        return new Principal.Probe(string(body), string(body));
    }

    private static String string(ByteBuffer body) {
        var utf8 = new byte[Byte.toUnsignedInt(body.get())];
        body.get(utf8);
        return new String(utf8, UTF_8);
    }

    private static byte[] mac(SecretKeySpec key, byte[] bytes, int length) {
        try {
            // A new one each time: a Mac is stateful, and its making costs less than sharing it.
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(PREFIX.getBytes(UTF_8));
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
