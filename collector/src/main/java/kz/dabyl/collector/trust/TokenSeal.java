package kz.dabyl.collector.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import kz.dabyl.model.InvalidInputException;

/**
 * Makes tokens of what they say, and tells those that it made from all others.
 *
 * <pre>
 * prefix base64url( body | HMAC-SHA256(key, prefix | body) )
 * str = u8 length, then UTF-8
 * </pre>
 *
 * <p>Thread-safe.
 */
final class TokenSeal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final int LONGEST_STRING = 255;

    private final String prefix;
    private final int maxLength;
    /** One for each key, ready to be copied: a Mac is stateful, and to set one up costs more than to use it. */
    private final List<Mac> macs;

    /**
     * @param prefix tells kinds of tokens apart: none is ever taken for one of another kind
     * @param maxLength of a token that is looked at
     * @param keys the first makes new tokens, all of them verify
     */
    TokenSeal(String prefix, int maxLength, List<byte[]> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there must be a key");
        }
        this.prefix = prefix;
        this.maxLength = maxLength;
        macs = keys.stream().map(this::ready).toList();
    }

    /** The token that says what stands before the position of {@code body}. */
    String seal(ByteBuffer body) {
        var said = new byte[body.flip().remaining()];
        body.get(said);
        var token = Arrays.copyOf(said, said.length + MAC_BYTES);
        System.arraycopy(mac(macs.get(0), said, said.length), 0, token, said.length, MAC_BYTES);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * What a token says, as {@code read} reads it, if it was made with one of the keys. {@code read} may say by its exceptions
     * that nothing can be made of it.
     */
    <T> Optional<T> open(String token, Function<ByteBuffer, T> read) {
        if (!token.startsWith(prefix) || token.length() > maxLength) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(token.substring(prefix.length()));
            var length = bytes.length - MAC_BYTES;
            return length >= 0 && genuine(bytes, length)
                    ? Optional.of(read.apply(ByteBuffer.wrap(bytes, 0, length)))
                    : Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException | InvalidInputException e) {
            // The last where it was made by rules that hold no more.
            return Optional.empty();
        }
    }

    private boolean genuine(byte[] bytes, int length) {
        var claimed = Arrays.copyOfRange(bytes, length, bytes.length);
        for (var mac : macs) {
            if (MessageDigest.isEqual(mac(mac, bytes, length), claimed)) {
                return true;
            }
        }
        return false;
    }

    static void put(ByteBuffer body, String text) {
        var utf8 = text.getBytes(UTF_8);
        if (utf8.length > LONGEST_STRING) {
            throw new IllegalArgumentException("a name has at most " + LONGEST_STRING + " bytes, had " + utf8.length);
        }
        body.put((byte) utf8.length).put(utf8);
    }

    static String string(ByteBuffer body) {
        var utf8 = new byte[Byte.toUnsignedInt(body.get())];
        body.get(utf8);
        return new String(utf8, UTF_8);
    }

    private Mac ready(byte[] key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(prefix.getBytes(UTF_8));
            // Better now than with the first probe that comes.
            return (Mac) mac.clone();
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new IllegalStateException("no provider has " + ALGORITHM + " that can be copied", e);
        }
    }

    private static byte[] mac(Mac ready, byte[] bytes, int length) {
        try {
            var mac = (Mac) ready.clone();
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(ready.getProvider() + " cannot copy a " + ALGORITHM, e);
        }
    }
}
