package kz.dabyl.detector.core.probes;

import kz.dabyl.detector.core.rules.Family;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * What is stored of a target for one probe, big-endian. A row that has ended has nothing to say, and a turn that has not begun
 * neither.
 *
 * <pre>
 * u8 family × 16 + row | u8 flags: wells + 4 one result has turned, 8 never was as usual, 16 issuer, 32 other issuer
 * | usual round trip | usual throughput | f32 rate | signed hop-measured
 * | in a row: u8 ailment | u8 step × 16 + step before | [signed measured-since] | [signed measured-turned]
 * | [u16 issuer] | [u16 other issuer | signed measured-other since]
 * usual: u8 samples | [f32 mean]
 * </pre>
 */
final class TargetStateCodec {

    private static final int WELLS = 3;
    private static final int TURNED = 4;
    private static final int NEVER = 8;
    private static final int SIGNED = 16;
    private static final int OTHERWISE_SIGNED = 32;

    private TargetStateCodec() {}

    /** @param hop in which the probe was heard, which is mostly that of the result */
    static void write(WireOutput out, TargetState state, int hop) {
        out.u8(state.family << 4 | state.row);
        out.u8(state.wells
                | (state.turns > 0 ? TURNED : 0)
                | (state.since == 0 ? NEVER : 0)
                | (state.issuer == Issuers.UNKNOWN ? 0 : SIGNED)
                | (state.otherIssuer == Issuers.UNKNOWN ? 0 : OTHERWISE_SIGNED));
        Usual.write(state.rtt, out);
        Usual.write(state.kbps, out);
        Usual.writeFloat(out, state.rate);
        distance(out, hop, state.measured);
        if (state.row > 0) {
            out.u8(state.ailment);
            out.u8(state.step << 4 | state.stepBefore);
            if (state.since != 0) {
                distance(out, state.measured, state.since);
            }
            if (state.turns > 0) {
                distance(out, state.measured, state.turnedAt);
            }
        }
        if (state.issuer != Issuers.UNKNOWN) {
            u16(out, state.issuer);
        }
        if (state.otherIssuer != Issuers.UNKNOWN) {
            u16(out, state.otherIssuer);
            distance(out, state.measured, state.otherSince);
        }
    }

    static TargetState read(TargetNames.Name name, WireInput in, int hop) {
        var state = new TargetState(name);
        var row = in.u8();
        state.family = (byte) Family.ofCode(row >> 4).code();
        state.row = (byte) (row & 15);
        var flags = in.u8();
        state.wells = (byte) (flags & WELLS);
        state.rtt = Usual.read(in);
        state.kbps = Usual.read(in);
        state.rate = Usual.readFloat(in);
        state.measured = before(in, hop);
        state.since = (flags & NEVER) == 0 ? state.measured : 0;
        if (state.row > 0) {
            readRow(in, state, flags);
        }
        if ((flags & SIGNED) != 0) {
            state.issuer = u16(in);
        }
        if ((flags & OTHERWISE_SIGNED) != 0) {
            state.otherIssuer = u16(in);
            state.otherSince = before(in, state.measured);
        }
        return state;
    }

    private static void readRow(WireInput in, TargetState state, int flags) {
        state.ailment = Ailment.ofWireCode((byte) in.u8()).wireCode();
        var steps = in.u8();
        state.step = (byte) (steps >> 4);
        state.stepBefore = (byte) (steps & 15);
        if ((flags & NEVER) == 0) {
            state.since = before(in, state.measured);
        }
        if ((flags & TURNED) != 0) {
            state.turns = 1;
            state.turnedAt = before(in, state.measured);
        }
    }

    private static void distance(WireOutput out, int from, int back) {
        out.signed((long) from - back);
    }

    private static int before(WireInput in, int from) {
        return (int) (from - in.signed());
    }

    private static void u16(WireOutput out, char value) {
        out.u8(value >>> 8);
        out.u8(value);
    }

    private static char u16(WireInput in) {
        return (char) (in.u8() << 8 | in.u8());
    }
}
