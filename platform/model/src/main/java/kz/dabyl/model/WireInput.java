package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Reads what {@link WireOutput} wrote. Every length is checked against what is left before anything is allocated.
 *
 * <p>Throws {@link java.nio.BufferUnderflowException} where bytes end early and {@link IllegalArgumentException} where
 * they make no sense. Not thread-safe.
 */
public final class WireInput {

    private final ByteBuffer bytes;

    public WireInput(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    public int u8() {
        return Byte.toUnsignedInt(bytes.get());
    }

    public long i64() {
        return bytes.getLong();
    }

    public double f64() {
        return bytes.getDouble();
    }

    public long varint() {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7) {
            var next = bytes.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a varint has at most ten bytes");
    }

    public int varint32() {
        var value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("expected 0 to 2^31 - 1, was " + value);
        }
        return (int) value;
    }

    /** How many elements follow, each of at least one byte. */
    public int count() {
        var count = varint32();
        if (count > bytes.remaining()) {
            throw new IllegalArgumentException(count + " elements cannot stand in " + bytes.remaining() + " bytes");
        }
        return count;
    }

    public long signed() {
        var value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    public String string() {
        var length = count();
        var from = bytes.position();
        bytes.position(from + length);
        if (isAscii(from, length)) {
            return new String(bytes.array(), from, length, ISO_8859_1);
        }
        try {
            return UTF_8.newDecoder().decode(bytes.slice(from, length)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("text is not UTF-8", e);
        }
    }

    private boolean isAscii(int from, int length) {
        for (var i = from; i < from + length; i++) {
            if (bytes.get(i) < 0) {
                return false;
            }
        }
        return true;
    }

    /** A length, then so many bytes. */
    public byte[] bytes() {
        var value = new byte[count()];
        bytes.get(value);
        return value;
    }

    public int remaining() {
        return bytes.remaining();
    }
}
