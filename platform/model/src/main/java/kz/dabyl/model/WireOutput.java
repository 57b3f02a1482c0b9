package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Growing byte array with the primitives of our wire formats: big-endian, LEB128 varints. Behind what it holds there is room
 * for a word, so that it can be read by words. Not thread-safe.
 */
public final class WireOutput {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;

    public WireOutput() {
        this(512);
    }

    /** @param capacity bytes that it takes without growing */
    public WireOutput(int capacity) {
        bytes = new byte[Math.max(1, capacity) + Long.BYTES];
    }

    public void u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    public void i64(long value) {
        room(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
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

    /** Bytes from {@code from} to before {@code to}, as they are. */
    public void raw(byte[] source, int from, int to) {
        room(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
    }

    /** All that {@code other} holds, as it is. */
    public void raw(WireOutput other) {
        raw(other.bytes, 0, other.size);
    }

    /** A length, then the bytes from {@code from} to before {@code to}. */
    void bytes(byte[] source, int from, int to) {
        varint(to - from);
        raw(source, from, to);
    }

    public int size() {
        return size;
    }

    /** Forgets what stands behind the first {@code length} bytes. */
    public void truncate(int length) {
        size = Math.min(size, length);
    }

    /** What it holds, and whatever stands behind; only until the next writing. */
    byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** What {@code head} holds and then this, copied once. */
    byte[] behind(WireOutput head) {
        var whole = new byte[head.size + size];
        System.arraycopy(bytes, 0, whole, head.size, size);
        System.arraycopy(head.bytes, 0, whole, 0, head.size);
        return whole;
    }

    private void room(int more) {
        if (size + more + Long.BYTES > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more + Long.BYTES));
        }
    }
}
