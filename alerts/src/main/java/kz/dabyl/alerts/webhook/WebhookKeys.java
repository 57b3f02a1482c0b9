package kz.dabyl.alerts.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import kz.dabyl.runtime.secrets.SigningKey;

/**
 * What is derived from the deployment's key file: the key that seals subscribers' secrets before they are stored
 * (AES-256-GCM), the Ed25519 pair that signs {@code v1a} messages, and the one that signs history. The same file gives the same keys. Thread-safe.
 */
public final class WebhookKeys {

    /** The least that a key file must hold. */
    public static final int MIN_BYTES = 32;

    private static final byte SEAL_VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec sealing;
    private final SigningKey signing;
    private final SigningKey history;
    private final SecureRandom random = new SecureRandom();

    /** @param master secret of at least {@link #MIN_BYTES} bytes */
    public WebhookKeys(byte[] master) {
        if (master.length < MIN_BYTES) {
            throw new IllegalArgumentException("need at least " + MIN_BYTES + " bytes of key, were " + master.length);
        }
        sealing = new SecretKeySpec(derived(master, "dabyl webhook secrets, version 1"), "AES");
        signing = new SigningKey(master, "dabyl webhook signatures, version 1");
        history = new SigningKey(master, "dabyl history, version 1");
    }

    /** {@code secret} so that only a holder of the key file can read it, bound to {@code owner}. */
    public String seal(byte[] secret, String owner) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(secret);
            var bytes = ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length);
            bytes.put(SEAL_VERSION).put(nonce).put(sealed);
            return Base64.getEncoder().encodeToString(bytes.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    /** @throws UnsealException if it was sealed with another key or for another owner */
    public byte[] unseal(String sealed, String owner) {
        try {
            var bytes = Base64.getDecoder().decode(sealed);
            if (bytes.length <= 1 + NONCE_BYTES || bytes[0] != SEAL_VERSION) {
                throw new UnsealException("not a sealed secret of version " + SEAL_VERSION, null);
            }
            var nonce = Arrays.copyOfRange(bytes, 1, 1 + NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, owner)
                    .doFinal(bytes, 1 + NONCE_BYTES, bytes.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnsealException("the secret was sealed with another key", e);
        }
    }

    /** The Ed25519 signature of {@code content}. */
    public byte[] sign(byte[] content) {
        return signing.sign(content);
    }

    /** The public key as Standard Webhooks writes it. */
    public String publicKey() {
        return "whpk_" + Base64.getEncoder().encodeToString(signing.publicKey());
    }

    /** What checkpoints of the history and evidence are signed with. */
    public SigningKey history() {
        return history;
    }

    private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(UTF_8));
        return cipher;
    }

    private static byte[] derived(byte[] master, String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(master, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 failed", e);
        }
    }
}
