package kz.dabyl.detector.core;

import java.util.List;
import java.util.TreeMap;
import kz.dabyl.detector.core.cells.CellViewCodec;
import kz.dabyl.detector.core.cells.OutageHistory;
import kz.dabyl.detector.core.cells.SourceHealth;
import kz.dabyl.detector.core.cells.Veil;
import kz.dabyl.detector.core.incidents.ExcusesCodec;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.incidents.IncidentStateCodec;
import kz.dabyl.detector.core.rules.Rules;
import kz.dabyl.detector.core.rules.StoredState;
import kz.dabyl.detector.core.world.HopBarrier;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.Wire;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * The second fold's state as bytes, version 7. What the next hop's summaries say again is left out; the rules in force are
 * kept beside it. Version 6 told no newcomers from others once a cut had begun, version 5 knew of no leaks, version 4 dated
 * nothing by reports that come late, version 3 learnt nothing of natural outages, version 2 knew of no places that do not count,
 * version 1 of silence only; they are still read.
 */
public final class IncidentFoldCodec {

    private static final int VERSION = 7;

    private static final int WITHOUT_VEIL = 2;
    private static final int VERSION_1 = 1;
    private static final int BLOCKS = 2;

    private IncidentFoldCodec() {}

    /** All that the fold knows, its rules before the rest. */
    public static List<byte[]> blocks(IncidentFold fold) {
        return List.of(fold.rules().encode(), encode(fold));
    }

    /** The same with a veil over what not everybody may see. */
    public static List<byte[]> blocks(IncidentFold fold, Veil veil) {
        return List.of(veil.over(fold.rules()).encode(), encode(fold, veil));
    }

    /**
     * The fold that {@link #blocks} wrote.
     *
     * @throws IllegalStateException if the blocks are damaged or of a later version
     */
    public static IncidentFold decode(List<byte[]> blocks) {
        if (blocks.size() != BLOCKS) {
            throw new IllegalStateException("expected " + BLOCKS + " blocks of state, were " + blocks.size());
        }
        return decode(blocks.get(1), Rules.decode(blocks.get(0)));
    }

    public static byte[] encode(IncidentFold fold) {
        return encode(fold, Veil.NONE);
    }

    static byte[] encode(IncidentFold fold, Veil veil) {
        var out = new WireOutput();
        out.u8(VERSION);
        out.i64(fold.barrier.last());
        out.i64(fold.world.hop());
        var waiting = fold.barrier.waiting();
        out.varint(waiting.size());
        for (var summary : waiting) {
            out.bytes(HopSummaryCodec.encode(veil.over(summary)));
        }
        fold.world.health().write(out, veil);
        fold.world.outages().write(out);
        ExcusesCodec.write(out, fold.excuses, veil);
        out.varint(fold.world.cells().size());
        for (var view : fold.world.cells().values()) {
            CellViewCodec.write(out, view, veil);
        }
        out.varint(fold.incidents.size());
        fold.incidents.values().forEach(incident -> IncidentStateCodec.write(out, incident, veil));
        var uncounted = veil.added().isEmpty() ? fold.world.uncounted() : veil.added();
        out.varint(uncounted.size());
        uncounted.forEach(out::string);
        return out.toByteArray();
    }

    /**
     * The fold that {@link #encode} wrote.
     *
     * @throws IllegalStateException if the bytes are damaged or of a later version
     */
    public static IncidentFold decode(byte[] bytes, Rules rules) {
        var older = bytes.length > 0 && bytes[0] >= VERSION_1 && bytes[0] < VERSION;
        var version = older ? bytes[0] : VERSION;
        return StoredState.read(Wire.decode(bytes, version, in -> read(in, version, rules)));
    }

    private static IncidentFold read(WireInput in, int version, Rules rules) {
        var last = in.i64();
        var hop = in.i64();
        var barrier = new HopBarrier();
        for (var left = in.count(); left > 0; left--) {
            barrier.add(StoredState.read(HopSummaryCodec.decode(in.bytes())));
        }
        barrier.startAfter(last);
        var world = new World(
                SourceHealth.read(in), version < CellViewCodec.OUTAGES ? new OutageHistory() : OutageHistory.read(in));
        world.resumeAt(hop);
        var excuses = ExcusesCodec.read(in);
        for (var left = in.count(); left > 0; left--) {
            world.restore(CellViewCodec.read(in, version, world.outages()));
        }
        var incidents = new TreeMap<String, IncidentState>();
        for (var left = in.count(); left > 0; left--) {
            var incident = IncidentStateCodec.read(in, version);
            incidents.put(incident.id(), incident);
        }
        for (var left = version <= WITHOUT_VEIL ? 0 : in.count(); left > 0; left--) {
            world.leaveUncounted(in.string());
        }
        return new IncidentFold(rules, barrier, world, excuses, incidents);
    }
}
