package kz.dabyl.collector.adapter.prometheus;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads a {@code prometheus.WriteRequest} of remote write 1.0, one series at a time.
 *
 * <pre>
 * WriteRequest { repeated TimeSeries timeseries = 1 }
 * TimeSeries { repeated Label labels = 1; repeated Sample samples = 2 }
 * Label { string name = 1; string value = 2 }
 * Sample { double value = 1; int64 timestamp = 2 }   // milliseconds
 * </pre>
 *
 * <p>Not thread-safe; holds one series.
 */
final class WriteRequest {

    static final int MAX_LABELS = 128;

    private static final int BYTES_1 = 1 << 3 | 2;
    private static final int BYTES_2 = 2 << 3 | 2;
    private static final int DOUBLE_1 = 1 << 3 | 1;
    private static final int VARINT_2 = 2 << 3;

    private final CodedInputStream in;

    private WriteRequest(byte[] body) {
        in = CodedInputStream.newInstance(body);
    }

    /**
     * Hands every series to {@code taken}, in order.
     *
     * @throws IOException if {@code body} is no such message; series before the fault were handed out
     */
    static void read(byte[] body, Consumer<Series> taken) throws IOException {
        new WriteRequest(body).read(taken);
    }

    private void read(Consumer<Series> taken) throws IOException {
        for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == BYTES_1) {
                taken.accept(series());
            } else {
                skip(tag);
            }
        }
    }

    private Series series() throws IOException {
        var end = in.pushLimit(in.readRawVarint32());
        var labels = new HashMap<String, String>();
        var samples = new Samples();
        for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == BYTES_1) {
                label(labels);
            } else if (tag == BYTES_2) {
                sample(samples);
            } else {
                skip(tag);
            }
        }
        in.popLimit(end);
        return new Series(labels, samples);
    }

    private void label(Map<String, String> labels) throws IOException {
        var end = in.pushLimit(in.readRawVarint32());
        var name = "";
        var value = "";
        for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == BYTES_1) {
                name = in.readStringRequireUtf8();
            } else if (tag == BYTES_2) {
                value = in.readStringRequireUtf8();
            } else {
                skip(tag);
            }
        }
        in.popLimit(end);
        if (labels.size() == MAX_LABELS) {
            throw new InvalidProtocolBufferException("a series has more than " + MAX_LABELS + " labels");
        }
        labels.put(name, value);
    }

    private void sample(Samples samples) throws IOException {
        var end = in.pushLimit(in.readRawVarint32());
        var value = 0.0;
        var at = 0L;
        for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == DOUBLE_1) {
                value = in.readDouble();
            } else if (tag == VARINT_2) {
                at = in.readInt64();
            } else {
                skip(tag);
            }
        }
        in.popLimit(end);
        if (samples.size() > RemoteWrite.MAX_SAMPLES) {
            throw new InvalidProtocolBufferException("a series has more than " + RemoteWrite.MAX_SAMPLES + " samples");
        }
        samples.add(at, value);
    }

    private void skip(int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("a group ends that never began");
        }
    }
}
