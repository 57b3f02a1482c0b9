package kz.dabyl.detector.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.StartState;
import kz.dabyl.model.Topics;
import kz.dabyl.model.Wire;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * The second fold's state in {@link Topics#DETECTOR_STATES}, and where {@link Topics#CELL_SUMMARIES} goes on after it.
 *
 * <pre>
 * u8 version=1 | i64 until | varint next | n × bytes block, as zlib
 * </pre>
 *
 * @param next offset of the first summary that the state does not know of
 */
public record Snapshot(long next, StartState state) {

    /** Of log time. The state of a cell is small beside the summaries of so many hops. */
    private static final long EVERY_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final int VERSION = 1;

    /** Whether a state is to be kept when the log has come from {@code before} to {@code now}: the same in every run. */
    public static boolean due(long before, long now) {
        return Math.floorDiv(before, EVERY_MILLIS) != Math.floorDiv(now, EVERY_MILLIS);
    }

    public byte[] encode() {
        var out = new WireOutput();
        out.u8(VERSION);
        out.i64(state.until());
        out.varint(next);
        out.varint(state.blocks().size());
        state.blocks().forEach(block -> out.bytes(packed(block)));
        return out.toByteArray();
    }

    public static Decoded<Snapshot> decode(byte[] bytes) {
        return Wire.decode(bytes, VERSION, Snapshot::read);
    }

    private static Snapshot read(WireInput in) {
        var until = in.i64();
        var next = in.varint();
        var blocks = new ArrayList<byte[]>();
        for (var left = in.count(); left > 0; left--) {
            blocks.add(unpacked(in.bytes()));
        }
        return new Snapshot(next, new StartState(until, List.copyOf(blocks)));
    }

    private static byte[] packed(byte[] block) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(block);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalArgumentException("a block is damaged: " + e.getMessage(), e);
        }
    }
}
