package kz.dabyl.runtime.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Text with an Ed25519 signature below it, in the form of C2SP's signed notes: other tools read it as well. The text ends
 * with a line feed and holds no empty line.
 */
public final class SignedNote {

    private static final String BEFORE_SIGNATURES = "\n\n— ";
    private static final byte ED25519 = 1;
    private static final int ID_BYTES = 4;
    private static final int PARTS = 3;

    private SignedNote() {}

    /**
     * Who signs, as others are told: {@code name+id+key}.
     *
     * @param name without spaces and plus signs
     * @param key the raw public key, in hex
     */
    public record Verifier(String name, String key) {

        /** @param key the raw public key */
        public static Verifier of(String name, byte[] key) {
            return new Verifier(name, HexFormat.of().formatHex(key));
        }

        public String text() {
            var raw = raw();
            var typed =
                    ByteBuffer.allocate(1 + raw.length).put(ED25519).put(raw).array();
            return name + "+" + HexFormat.of().formatHex(id()) + "+"
                    + Base64.getEncoder().encodeToString(typed);
        }

        /** Empty if the text is none, or its id is not that of its key. */
        public static Optional<Verifier> parse(String text) {
            var parts = text.strip().split("\\+", PARTS);
            if (parts.length != PARTS) {
                return Optional.empty();
            }
            try {
                var typed = Base64.getDecoder().decode(parts[2]);
                if (typed.length != 1 + SigningKey.PUBLIC_BYTES || typed[0] != ED25519) {
                    return Optional.empty();
                }
                var verifier = of(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
                return verifier.text().equals(text.strip()) ? Optional.of(verifier) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private byte[] raw() {
            return HexFormat.of().parseHex(key);
        }

        private byte[] id() {
            try {
                var sha = MessageDigest.getInstance("SHA-256");
                sha.update((name + "\n").getBytes(UTF_8));
                sha.update(ED25519);
                return Arrays.copyOf(sha.digest(raw()), ID_BYTES);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }

    /** {@code text} with the signature of {@code key}, called {@code name}, below it. */
    public static String sign(String text, String name, SigningKey key) {
        if (!text.endsWith("\n") || text.contains("\n\n")) {
            throw new IllegalArgumentException("expected lines that all end, none of them empty");
        }
        var id = Verifier.of(name, key.publicKey()).id();
        var signature = key.sign(text.getBytes(UTF_8));
        var signed = ByteBuffer.allocate(ID_BYTES + signature.length).put(id).put(signature);
        return text + "\n— " + name + " " + Base64.getEncoder().encodeToString(signed.array()) + "\n";
    }

    /** The text of a note that {@code verifier} has signed; empty if it has not. */
    public static Optional<String> open(String note, Verifier verifier) {
        var end = note.lastIndexOf(BEFORE_SIGNATURES);
        if (end < 0 || !note.endsWith("\n")) {
            return Optional.empty();
        }
        var text = note.substring(0, end + 1);
        for (var line : note.substring(end + 2).split("\n", -1)) {
            if (signs(verifier, line, text)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private static boolean signs(Verifier verifier, String line, String text) {
        var head = "— " + verifier.name + " ";
        if (!line.startsWith(head)) {
            return false;
        }
        try {
            var encoded = line.substring(head.length());
            var signed = Base64.getDecoder().decode(encoded);
            // The decoder passes over bits that belong to no byte: another spelling is another note.
            return Base64.getEncoder().encodeToString(signed).equals(encoded)
                    && signed.length > ID_BYTES
                    && Arrays.equals(Arrays.copyOf(signed, ID_BYTES), verifier.id())
                    && SigningKey.verifies(
                            verifier.raw(), text.getBytes(UTF_8), Arrays.copyOfRange(signed, ID_BYTES, signed.length));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
