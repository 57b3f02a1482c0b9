package kz.dabyl.probe.keep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what is kept (AES-256-GCM, a random nonce for each record), bound to the place where it stands. Whoever
 * destroys the key file has destroyed all of it. Used by one thread.
 */
public final class OutboxKey {

    /** What encryption adds to a record: nonce and tag. */
    static final int OVERHEAD = 12 + 16;

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    OutboxKey(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("need a key of " + KEY_BYTES + " bytes, was " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /** The key of {@code file}, made with mode 0600 where there is none or a broken one. */
    public static OutboxKey keptIn(Path file) throws IOException {
        if (Files.exists(file)) {
            var bytes = Files.readAllBytes(file);
            if (bytes.length == KEY_BYTES) {
                return new OutboxKey(bytes);
            }
        }
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        PrivateFile.write(file, bytes);
        return new OutboxKey(bytes);
    }

    /** Nonce and ciphertext. */
    byte[] seal(byte[] payload, long segment, long offset) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, segment, offset).doFinal(payload);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    /** What was sealed for this place, empty if these bytes were not. */
    Optional<byte[]> open(byte[] bytes, int from, int length, long segment, long offset) {
        if (length < OVERHEAD) {
            return Optional.empty();
        }
        var nonce = new byte[NONCE_BYTES];
        System.arraycopy(bytes, from, nonce, 0, NONCE_BYTES);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce, segment, offset)
                    .doFinal(bytes, from + NONCE_BYTES, length - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, long segment, long offset) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(segment)
                .putLong(offset)
                .array());
        return cipher;
    }
}
