package kz.dabyl.detector.core.incidents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.model.Cell;

/** Names of incidents in the form of a ULID: the opening tick, then a digest of the scope instead of chance. */
public final class IncidentId {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 26;
    private static final int DIGEST_BYTES = 10;

    private IncidentId() {}

    /** The id of an incident of {@code signal} opened at {@code tick} (epoch milliseconds) over {@code cells}, sorted. */
    public static String of(long tick, Signal signal, List<Cell> cells) {
        var value = BigInteger.valueOf(tick).shiftLeft(8 * DIGEST_BYTES).or(new BigInteger(1, digest(signal, cells)));
        var text = new char[LENGTH];
        for (var i = LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt(value.intValue() & 31);
            value = value.shiftRight(5);
        }
        return new String(text);
    }

    private static byte[] digest(Signal signal, List<Cell> cells) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            if (!signal.isSilence()) {
                sha.update((signal.family().word() + " " + signal.targets() + "\n").getBytes(UTF_8));
            }
            cells.forEach(cell -> sha.update((cell + "\n").getBytes(UTF_8)));
            return Arrays.copyOf(sha.digest(), DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
