package kz.dabyl.collector.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file says.
 *
 * @param document complete and in its one form
 * @param mark of its bytes: what of a calendar lies ahead is more each day, though nobody touches the file
 */
public record RuleReading(JsonNode document, String mark) {

    public static RuleReading of(JsonNode document, byte[] bytes) {
        return new RuleReading(document, mark(bytes));
    }

    static String mark(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
