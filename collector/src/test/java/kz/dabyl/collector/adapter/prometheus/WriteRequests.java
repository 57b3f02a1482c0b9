package kz.dabyl.collector.adapter.prometheus;

import com.google.protobuf.CodedOutputStream;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Snappy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** Makes bodies as Prometheus sends them. */
public final class WriteRequests {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    private final Map<String, String> common;

    /** Something that writes. */
    private interface Writing {

        void to(CodedOutputStream out) throws IOException;
    }

    /** @param common labels that every series bears */
    public WriteRequests(Map<String, String> common) {
        this.common = common;
    }

    /** Adds a series with one sample; {@code labels} are name, value, name, value and so on. */
    public WriteRequests series(String name, long at, double value, String... labels) {
        var all = new TreeMap<>(common);
        all.put("__name__", name);
        for (var i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        write(1, series -> {
            for (var label : all.entrySet()) {
                nested(series, 1, inner -> {
                    inner.writeString(1, label.getKey());
                    inner.writeString(2, label.getValue());
                });
            }
            nested(series, 2, inner -> {
                inner.writeDouble(1, value);
                inner.writeInt64(2, at);
            });
        });
        return this;
    }

    /** Adds what newer senders send besides. */
    public WriteRequests metadata() {
        write(3, metadata -> metadata.writeString(2, "probe_success"));
        return this;
    }

    private void write(int field, Writing writing) {
        try {
            nested(out, field, writing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void nested(CodedOutputStream out, int field, Writing writing) throws IOException {
        var inner = new ByteArrayOutputStream();
        var stream = CodedOutputStream.newInstance(inner);
        writing.to(stream);
        stream.flush();
        out.writeByteArray(field, inner.toByteArray());
    }

    public byte[] plain() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public byte[] snappy() {
        var plain = plain();
        var compressed = Unpooled.buffer();
        // Its encoder takes blocks up to 64 KiB only; a literal is a block as well.
        if (plain.length < 60_000) {
            new Snappy().encode(Unpooled.wrappedBuffer(plain), compressed, plain.length);
        } else {
            varint(compressed::writeByte, plain.length);
            compressed.writeByte(62 << 2).writeMediumLE(plain.length - 1).writeBytes(plain);
        }
        return Arrays.copyOf(compressed.array(), compressed.readableBytes());
    }

    private static void varint(IntConsumer to, int value) {
        var rest = value;
        while (rest > 0x7F) {
            to.accept((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        to.accept(rest);
    }
}
