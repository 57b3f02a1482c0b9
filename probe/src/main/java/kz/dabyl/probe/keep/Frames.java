package kz.dabyl.probe.keep;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How records stand in a file one after the other, so that whatever happens to some bytes harms no other record.
 *
 * <pre>
 * frame = u32 'DBYo' | u32 length of the rest | nonce 12 | AES-GCM( payload ) with tag 16
 * </pre>
 *
 * A record is bound to its segment and offset: it is read where it was written or not at all. A reader that finds no good
 * record at a place goes on at the next byte where one could begin. Immutable.
 */
final class Frames {

    /** A report of 32 results with certificates has some 40 KiB. */
    static final int MAX_PAYLOAD = 128 * 1024;

    private static final int MAGIC = 0x4442_596F;
    private static final int HEAD = 2 * Integer.BYTES;

    private final OutboxKey key;
    private final long segment;

    Frames(OutboxKey key, long segment) {
        this.key = key;
        this.segment = segment;
    }

    /** Takes records in their order. */
    interface Reader {

        /** @param length of the whole frame */
        void record(int offset, int length, byte[] payload);
    }

    /** The bytes of a record that will stand at {@code offset}. */
    byte[] frame(byte[] payload, long offset) {
        if (payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("a record has at most " + MAX_PAYLOAD + " bytes, had " + payload.length);
        }
        var sealed = key.seal(payload, segment, offset);
        return ByteBuffer.allocate(HEAD + sealed.length)
                .putInt(MAGIC)
                .putInt(sealed.length)
                .put(sealed)
                .array();
    }

    /** Shows every good record of a file to {@code reader}. Returns how many bytes belong to none. */
    int scan(byte[] file, Reader reader) {
        var lost = 0;
        var offset = 0;
        while (offset < file.length) {
            var length = length(file, offset);
            var payload = length == 0 ? Optional.<byte[]>empty() : payload(file, offset, length, offset);
            if (payload.isPresent()) {
                reader.record(offset, length, payload.get());
                offset += length;
            } else {
                lost++;
                offset++;
            }
        }
        return lost;
    }

    /** The record whose frame is {@code frame}, read from {@code offset} of its file. */
    Optional<byte[]> payload(byte[] frame, long offset) {
        return length(frame, 0) == frame.length ? payload(frame, 0, frame.length, offset) : Optional.empty();
    }

    private Optional<byte[]> payload(byte[] bytes, int from, int length, long offset) {
        return key.open(bytes, from + HEAD, length - HEAD, segment, offset);
    }

    /** Length of the frame that may begin there, 0 if none can. */
    private static int length(byte[] bytes, int from) {
        if (bytes.length - from < HEAD + OutboxKey.OVERHEAD) {
            return 0;
        }
        var head = ByteBuffer.wrap(bytes, from, HEAD);
        var magic = head.getInt();
        var rest = head.getInt();
        var possible = magic == MAGIC && rest >= OutboxKey.OVERHEAD && rest <= bytes.length - from - HEAD;
        return possible ? HEAD + rest : 0;
    }
}
