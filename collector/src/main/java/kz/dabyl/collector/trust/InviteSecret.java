package kz.dabyl.collector.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What the bearer of an invite has: {@code di1_<id>_<secret>}. We keep only a hash of the secret; it is random and long, so
 * that a plain one does.
 *
 * @param id of the invite
 */
public record InviteSecret(String id, String secret) {

    private static final String PREFIX = "di1_";
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static InviteSecret random() {
        return new InviteSecret(
                "i-" + hex(ID_BYTES), Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES)));
    }

    /** A pseudonym for a new probe. */
    public static String randomProbe() {
        return "p-" + hex(ID_BYTES);
    }

    public static Optional<InviteSecret> parse(String text) {
        var end = text.indexOf('_', PREFIX.length());
        return text.startsWith(PREFIX) && end > PREFIX.length()
                ? Optional.of(new InviteSecret(text.substring(PREFIX.length(), end), text.substring(end + 1)))
                : Optional.empty();
    }

    /** What the bearer is given. */
    public String text() {
        return PREFIX + id + "_" + secret;
    }

    public String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether this opens {@code invite}; takes the same time wherever they differ. */
    public boolean opens(Invite invite) {
        return MessageDigest.isEqual(
                hash().getBytes(US_ASCII), invite.secretHash().getBytes(US_ASCII));
    }

    private static String hex(int length) {
        return HexFormat.of().formatHex(bytes(length));
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
