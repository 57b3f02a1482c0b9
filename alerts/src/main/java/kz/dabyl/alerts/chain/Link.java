package kz.dabyl.alerts.chain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One record's place in a chain: {@code hash = SHA-256(hash before ‖ leaf)}, where {@code leaf = SHA-256(record)} and what
 * comes before the first is 32 zero bytes. So whoever knows a hash knows all records up to it, and may be told of them by
 * their leaves alone.
 *
 * @param index from 0
 * @param leaf hash of the record, in hex
 * @param hash of all up to it, in hex
 */
public record Link(long index, String leaf, String hash) {

    private static final HexFormat HEX = HexFormat.of();
    private static final int HASH_BYTES = 32;

    /** What stands before the first link. */
    public static final String NOTHING = HEX.formatHex(new byte[HASH_BYTES]);

    /** Hash of a record. */
    public static String leafOf(byte[] record) {
        return HEX.formatHex(sha256().digest(record));
    }

    /** The link that puts a record of hash {@code leaf} behind {@code before}. */
    public static Link behind(String before, long index, String leaf) {
        var sha = sha256();
        sha.update(HEX.parseHex(before));
        return new Link(index, leaf, HEX.formatHex(sha.digest(HEX.parseHex(leaf))));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
