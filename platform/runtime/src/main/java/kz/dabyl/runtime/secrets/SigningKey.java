package kz.dabyl.runtime.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An Ed25519 pair that is derived from a secret: the same secret gives the same pair, for each purpose another. Thread-safe. */
public final class SigningKey {

    /** The least that a secret must hold. */
    public static final int MIN_BYTES = 32;

    /** Bytes of a public key. */
    public static final int PUBLIC_BYTES = 32;

    private static final int SIGNATURE_BYTES = 64;

    /** X.509 puts this before the raw bytes of an Ed25519 key. */
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

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
        var encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
    }

    /** Whether the holder of {@code publicKey} signed {@code content}. */
    public static boolean verifies(byte[] publicKey, byte[] content, byte[] signature) {
        // The JDK passes over bytes behind a signature.
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        var encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + publicKey.length);
        System.arraycopy(publicKey, 0, encoded, X509_HEAD.length, publicKey.length);
        try {
            var key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // A key or a signature that is none verifies nothing.
            return false;
        }
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
