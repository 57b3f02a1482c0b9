package kz.dabyl.collector.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.zip.CRC32;

/**
 * Numbers for the reports of those who do not count them: the second, then {@value #BITS} bits of a checksum over the whole
 * document. The same document has the same number wherever and however often it is read, so that it counts once, and numbers
 * grow with time. Two documents of one probe and second share a number once in a million; who has both at hand tells them apart.
 */
public final class SequenceNumbers {

    private static final int BITS = 20;

    private SequenceNumbers() {}

    /** @param second Unix time */
    public static long of(long second, JsonNode document) {
        var sum = new CRC32();
        sum.update(document.toString().getBytes(UTF_8));
        return (second << BITS) | (sum.getValue() & ((1L << BITS) - 1));
    }
}
