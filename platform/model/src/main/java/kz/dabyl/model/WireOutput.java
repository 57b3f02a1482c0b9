package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Growing byte array with the primitives of our wire formats: big-endian, LEB128 varints. Not thread-safe. */
public final class WireOutput {

    private byte[] bytes = new byte[512];
    private int size;

    public void u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    public void i64(long value) {
        room(8);
        for (var shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    public void f64(double value) {
        i64(Double.doubleToLongBits(value));
    }

    /** Unsigned LEB128; a negative value takes ten bytes. */
    public void varint(long value) {
        room(10);
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Zigzag varint, short for values near zero of either sign. */
    public void signed(long value) {
        varint(value << 1 ^ value >> 63);
    }

    public void string(String text) {
        var utf8 = text.getBytes(UTF_8);
        varint(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    /** A length, then the bytes. */
    public void bytes(byte[] value) {
        varint(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
