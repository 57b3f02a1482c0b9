package kz.dabyl.model;

import java.io.CharConversionException;

/** JSON of ours is in UTF-8 (RFC 8259, 8.1). */
public final class JsonEncoding {

    private JsonEncoding() {}

    /**
     * Refuses text of 16 or 32 bits a character before a parser guesses at it: Jackson would read on behind the end of such
     * text, into whatever else the array holds.
     *
     * @throws CharConversionException if the {@code length} bytes at {@code from} begin as such text does
     */
    public static void requireUtf8(byte[] json, int from, int length) throws CharConversionException {
        if (length >= 2 && (json[from] == 0 || json[from + 1] == 0 || isWideMark(json[from], json[from + 1]))) {
            throw new CharConversionException("not UTF-8");
        }
    }

    private static boolean isWideMark(byte first, byte second) {
        return (first == (byte) 0xFE && second == (byte) 0xFF) || (first == (byte) 0xFF && second == (byte) 0xFE);
    }
}
