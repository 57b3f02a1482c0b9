package kz.dabyl.probe.keep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands in one record of the outbox.
 *
 * <pre>
 * u8 1 | i64 seq | i64 at, epoch millis | JSON of the report
 * u8 2 | i64 seq …                        these were taken by a collector, or never will be
 * u8 3 | i64 seq                          the number of the next report
 * </pre>
 */
sealed interface Entry {

    byte MADE = 1;
    byte DONE = 2;
    byte NEXT = 3;

    /** A report that was made. */
    record Made(long seq, long at, String json) implements Entry {}

    /** Reports that need no more care. */
    record Done(List<Long> seqs) implements Entry {}

    /** Where numbers go on. */
    record Next(long seq) implements Entry {}

    default byte[] bytes() {
        if (this instanceof Made made) {
            var json = made.json().getBytes(UTF_8);
            return ByteBuffer.allocate(1 + 2 * Long.BYTES + json.length)
                    .put(MADE)
                    .putLong(made.seq())
                    .putLong(made.at())
                    .put(json)
                    .array();
        }
        if (this instanceof Done done) {
            var out = ByteBuffer.allocate(1 + Long.BYTES * done.seqs().size()).put(DONE);
            done.seqs().forEach(out::putLong);
            return out.array();
        }
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put(NEXT)
                .putLong(((Next) this).seq())
                .array();
    }

    /** Empty for a kind that a newer version wrote. */
    static Optional<Entry> of(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        try {
            return switch (in.get()) {
                case MADE -> Optional.of(made(in));
                case DONE -> Optional.of(done(in));
                case NEXT -> Optional.of(new Next(in.getLong()));
                default -> Optional.empty();
            };
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static Entry made(ByteBuffer in) {
        var seq = in.getLong();
        var at = in.getLong();
        var json = new byte[in.remaining()];
        in.get(json);
        return new Made(seq, at, new String(json, UTF_8));
    }

    private static Entry done(ByteBuffer in) {
        var seqs = new ArrayList<Long>(in.remaining() / Long.BYTES);
        while (in.hasRemaining()) {
            seqs.add(in.getLong());
        }
        return new Done(seqs);
    }
}
