package kz.dabyl.detector.core.probes;

import java.util.List;
import java.util.function.ToIntFunction;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/** What is stored of a probe: all but what its next report, or the next hop, finds out anew. */
final class ProbeStateCodec {

    private static final int FOUNDER = 1;
    private static final int LOW_POWER = 2;
    private static final int PHONE = 4;
    private static final int MAINS = 8;
    private static final int VOUCHED = 16;

    private ProbeStateCodec() {}

    /** @param targetIndex where the name of a target stands among those that the probes beside it share */
    static void write(WireOutput out, ProbeState probe, ToIntFunction<String> targetIndex) {
        probe.sequence.write(out);
        out.string(probe.cell.place());
        out.string(probe.cell.network());
        out.u8(probe.cell.access() == Access.MOBILE ? 1 : 0);
        out.string(probe.collector);
        out.i64(probe.seniority.firstHeard());
        out.u8((probe.seniority.founder() ? FOUNDER : 0)
                | (probe.lowPower ? LOW_POWER : 0)
                | (probe.phone ? PHONE : 0)
                | (probe.mains ? MAINS : 0)
                | (probe.seniority.vouched() ? VOUCHED : 0));
        out.string(probe.boot);
        out.varint(probe.software);
        out.signed(probe.interval);
        out.i64(probe.lastHeardMillis);
        out.varint(probe.seniority.keptPromises());
        out.f64(probe.made);
        out.f64(probe.lost);
        out.f64(probe.awakeHours);
        out.f64(probe.sleeps);
        out.i64(probe.skew);
        out.u8(probe.invite);
        probe.darkness.write(out);
        probe.targets.write(out, targetIndex);
    }

    static ProbeState read(WireInput in, List<TargetNames.Name> names, int version) {
        var sequence = Sequence.read(in);
        var cell = new Cell(in.string(), in.string(), in.u8() == 1 ? Access.MOBILE : Access.FIXED);
        var collector = in.string();
        var firstHeard = in.i64();
        var flags = in.u8();
        var boot = in.string();
        var software = in.varint32();
        var interval = (int) in.signed();
        var lastHeardMillis = in.i64();
        var seniority = new Seniority(firstHeard, (flags & FOUNDER) != 0, (flags & VOUCHED) != 0, in.varint32());
        var probe = new ProbeState(sequence, cell, collector, seniority);
        probe.lowPower = (flags & LOW_POWER) != 0;
        probe.phone = (flags & PHONE) != 0;
        probe.mains = (flags & MAINS) != 0;
        probe.boot = boot;
        probe.software = software;
        probe.interval = interval;
        probe.lastHeardMillis = lastHeardMillis;
        probe.made = (float) in.f64();
        probe.lost = (float) in.f64();
        probe.awakeHours = (float) in.f64();
        probe.sleeps = (float) in.f64();
        probe.skew = in.i64();
        if (version == 1) {
            probe.darkness = Darkness.litAt(lastHeardMillis);
            return probe;
        }
        probe.invite = in.u8();
        probe.darkness = Darkness.read(in);
        probe.targets.read(in, names);
        return probe;
    }
}
