package kz.dabyl.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An Ed25519 pair that is derived from a secret: the same secret gives the same pair, for each purpose another. Thread-safe. */
public final class SigningKey {

    /** The least that a secret must hold. */
    public static final int MIN_BYTES = 32;

    private static final int RAW_PUBLIC_KEY_BYTES = 32;

    private final KeyPair pair;

    /**
     * @param secret at least {@link #MIN_BYTES} bytes
     * @param purpose what is signed, so that a signature for one thing is never good for another
     */
    public SigningKey(byte[] secret, String purpose) {
        if (secret.length < MIN_BYTES) {
            throw new IllegalArgumentException("need at least " + MIN_BYTES + " bytes of key, were " + secret.length);
        }
        pair = ed25519(derived(secret, purpose));
    }

    public byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 failed", e);
        }
    }

    /** The 32 bytes of the public key. */
    public byte[] publicKey() {
        // X.509 puts a fixed head before the raw bytes.
        var encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - RAW_PUBLIC_KEY_BYTES, encoded.length);
    }

    private static byte[] derived(byte[] secret, String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 failed", e);
        }
    }

    /** The JDK makes a pair only from randomness, so the seed poses as such. */
    private static KeyPair ed25519(byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new SeedAsRandomness(seed));
            var pair = generator.generateKeyPair();
            var used = pair.getPrivate() instanceof EdECPrivateKey key ? key.getBytes() : null;
            if (used == null || !Arrays.equals(used.orElse(new byte[0]), seed)) {
                throw new IllegalStateException("this JDK makes Ed25519 keys otherwise than from 32 random bytes");
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 failed", e);
        }
    }

    private static final class SeedAsRandomness extends SecureRandom {

        @Serial
        private static final long serialVersionUID = 1;

        private final byte[] seed;

        SeedAsRandomness(byte[] seed) {
            super();
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, Math.min(seed.length, bytes.length));
        }
    }
}
