package kz.dabyl.collector.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Snappy;
import java.io.IOException;
import java.util.Optional;

/**
 * Decompresses the block format of snappy. The length that a block announces is looked at before anything is allocated,
 * and the output can grow no further than that.
 */
public final class SnappyBlock {

    private static final int MAX_LENGTH_BYTES = 4;

    /** The densest element is a copy: three bytes that stand for sixty-four. */
    private static final int MAX_EXPANSION = 22;

    private SnappyBlock() {}

    /**
     * The plain bytes, or empty if more than {@code limit} are announced.
     *
     * @throws IOException if this is no whole block
     */
    public static Optional<byte[]> inflate(byte[] compressed, int limit) throws IOException {
        var announced = announced(compressed);
        if (announced > limit) {
            return Optional.empty();
        }
        if (announced > (long) MAX_EXPANSION * compressed.length) {
            throw new IOException(compressed.length + " bytes cannot become " + announced);
        }
        if (announced == 0) {
            return Optional.of(new byte[0]);
        }
        var plain = new byte[announced];
        var out = Unpooled.wrappedBuffer(plain).clear();
        try {
            decode(Unpooled.wrappedBuffer(compressed), out);
        } catch (RuntimeException e) {
            // What the decoder throws at garbage is not said anywhere; it touches nothing but these two buffers.
            throw new IOException("no snappy block", e);
        }
        if (out.writerIndex() != announced) {
            throw new IOException("announced " + announced + " bytes, held " + out.writerIndex());
        }
        return Optional.of(plain);
    }

    private static void decode(ByteBuf in, ByteBuf out) throws IOException {
        new Snappy().decode(in, out);
        if (in.isReadable()) {
            throw new IOException("the block ends early");
        }
    }

    /**
     * How many plain bytes a block says that it holds.
     *
     * @throws IOException if it does not say so
     */
    public static int announced(byte[] compressed) throws IOException {
        var length = 0;
        for (var i = 0; i < MAX_LENGTH_BYTES && i < compressed.length; i++) {
            length |= (compressed[i] & 0x7F) << (7 * i);
            if (compressed[i] >= 0) {
                return length;
            }
        }
        throw new IOException("no length of a snappy block");
    }
}
