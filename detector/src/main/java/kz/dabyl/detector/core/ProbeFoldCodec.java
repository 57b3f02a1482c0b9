package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.LogCodec;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Wire;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * The first fold's state as blocks of bytes, version 2: block 0 says how far it is and how many blocks there are, each
 * further one holds some {@value #PROBES_PER_BLOCK} probes. They belong together: all are written in one transaction.
 * Version 1 knew nothing of targets and dark probes; it is still read.
 */
public final class ProbeFoldCodec {

    private static final int VERSION = 2;
    private static final int VERSION_1 = 1;
    private static final int PROBES_PER_BLOCK = 256;

    private ProbeFoldCodec() {}

    /** The blocks of {@code fold}, in order. */
    public static List<byte[]> encode(ProbeFold fold) {
        var names = new ArrayList<>(new TreeMap<>(fold.probes).keySet());
        var blocks = new ArrayList<byte[]>();
        blocks.add(head(fold, (names.size() + PROBES_PER_BLOCK - 1) / PROBES_PER_BLOCK));
        for (var from = 0; from < names.size(); from += PROBES_PER_BLOCK) {
            blocks.add(block(fold, names.subList(from, Math.min(names.size(), from + PROBES_PER_BLOCK))));
        }
        return blocks;
    }

    private static byte[] head(ProbeFold fold, int blocks) {
        var out = new WireOutput();
        out.u8(VERSION);
        out.varint(blocks);
        out.i64(fold.firstTick);
        out.i64(fold.nextHop);
        fold.clocks.write(out);
        out.varint(fold.waiting.size());
        for (var entry : fold.waiting) {
            out.bytes(LogCodec.encode(entry.collector(), entry.received(), List.of(entry.report())));
        }
        return out.toByteArray();
    }

    private static byte[] block(ProbeFold fold, List<String> names) {
        var out = new WireOutput();
        out.u8(VERSION);
        out.varint(names.size());
        for (var name : names) {
            out.string(name);
            var probe = fold.probes.get(name);
            if (probe != null) {
                probe.write(out);
            }
        }
        return out.toByteArray();
    }

    /** How many blocks follow the given block 0. */
    public static int blocksAfter(byte[] head) {
        var in = new WireInput(head);
        in.u8();
        return in.varint32();
    }

    /**
     * The fold over {@code partition} of {@code partitions} that {@link #encode} wrote.
     *
     * @throws IllegalStateException if the blocks are damaged or of a later version
     */
    public static ProbeFold decode(int partition, int partitions, List<byte[]> blocks) {
        var probes = new HashMap<String, ProbeState>();
        for (var block : blocks.subList(1, blocks.size())) {
            var version = version(block);
            decoded(Wire.decode(block, version, in -> {
                for (var left = in.count(); left > 0; left--) {
                    probes.put(in.string(), ProbeState.read(in, version));
                }
                return true;
            }));
        }
        return decoded(Wire.decode(blocks.get(0), version(blocks.get(0)), in -> {
            in.varint32();
            var firstTick = in.i64();
            var nextHop = in.i64();
            var clocks = CollectorClocks.read(in);
            var fold = new ProbeFold(partition, partitions, clocks, probes, waiting(in));
            fold.firstTick = firstTick;
            fold.nextHop = nextHop;
            return fold;
        }));
    }

    private static int version(byte[] block) {
        return block.length > 0 && block[0] == VERSION_1 ? VERSION_1 : VERSION;
    }

    private static List<LogEntry.Received> waiting(WireInput in) {
        var waiting = new ArrayList<LogEntry.Received>();
        for (var left = in.count(); left > 0; left--) {
            decoded(LogCodec.decode(in.bytes())).forEach(entry -> waiting.add((LogEntry.Received) entry));
        }
        return waiting;
    }

    static <T> T decoded(Decoded<T> decoded) {
        if (decoded instanceof Decoded.Ok<T> ok) {
            return ok.value();
        }
        var malformed = (Decoded.Malformed<T>) decoded;
        throw new IllegalStateException(
                "stored state cannot be read: " + malformed.reason() + ", " + malformed.detail());
    }
}
