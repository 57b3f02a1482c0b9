package kz.dabyl.detector.core.probes;

import java.util.List;
import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.model.Access;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.Cell;
import kz.dabyl.model.WireInput;

/**
 * Reads states of probes as versions 1 and 2 stored them: every number in full and every word spelt out. Version 1 knew
 * nothing of invites, dark probes and targets.
 */
final class OlderProbeStates {

    private OlderProbeStates() {}

    /** @param names of the targets of the probes beside it */
    static ProbeState read(WireInput in, List<TargetNames.Name> names, int version) {
        var sequence = sequence(in);
        var cell = new Cell(in.string(), in.string(), in.u8() == 1 ? Access.MOBILE : Access.FIXED);
        var collector = in.string();
        var firstHeard = in.i64();
        var flags = in.u8();
        var boot = Boots.hash(in.string());
        var software = in.varint32();
        var interval = (int) in.signed();
        var lastHeardMillis = in.i64();
        var seniority = ProbeStateCodec.seniority(firstHeard, flags, in.varint32());
        var probe = new ProbeState(sequence, cell, collector, seniority);
        ProbeStateCodec.takeFlags(probe, flags);
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
        probe.darkness = Darkness.of(in.u8() == 1, in.i64(), (int) in.i64());
        var targets = new TargetState[in.count()];
        for (var i = 0; i < targets.length; i++) {
            targets[i] = target(ProbeStateCodec.one(names, in), in);
        }
        probe.targets.restore(targets);
        return probe;
    }

    private static Sequence sequence(WireInput in) {
        var highest = in.signed();
        var former = in.signed();
        var missing = new long[2 * in.count()];
        for (var i = 0; i < missing.length; i++) {
            missing[i] = in.varint();
        }
        return Sequence.of(highest, former, missing);
    }

    private static TargetState target(TargetNames.Name name, WireInput in) {
        var state = new TargetState(name);
        state.rtt = Usual.read(in);
        state.kbps = Usual.read(in);
        state.measured = in.varint32();
        state.since = (int) (state.measured - in.signed());
        var row = in.u8();
        state.family = (byte) Family.ofCode(row >> 4).code();
        state.row = (byte) (row & 15);
        state.ailment = Ailment.ofWireCode((byte) in.u8()).wireCode();
        var wells = in.u8();
        state.wells = (byte) (wells >> 4);
        state.turns = (byte) (wells & 15);
        state.turnedAt = (int) (state.measured - in.signed());
        var steps = in.u8();
        state.step = (byte) (steps >> 4);
        state.stepBefore = (byte) (steps & 15);
        state.rate = Usual.readFloat(in);
        state.issuer = (char) in.varint32();
        state.otherIssuer = (char) in.varint32();
        state.otherSince = in.varint32();
        return state;
    }
}
