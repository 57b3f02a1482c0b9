package kz.dabyl.detector.core.probes;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * What is stored of a probe: all but what its next report, or the next hop, finds out anew. Under 1 KiB with its name,
 * whatever it remembers: times and numbers stand as distances from others that are mostly near, and names that the probes
 * of a block may share as numbers.
 *
 * <pre>
 * sequence | varint place | varint network | varint collector | u8 flags | signed firstHeard | [i64 boot] | varint software
 * | signed interval | signed lastHeard-firstHeard | varint kept promises | f32 made | f32 lost | f32 awake | f32 sleeps
 * | [signed skew] | u8 invite | u8 dark | signed lastHeard-lastLit | signed alone | n × (varint target | its state)
 * sequence: varint highest+1 | varint former+1 | n × (varint number above-last | varint last-first), the newest first
 * </pre>
 */
final class ProbeStateCodec {

    private static final int FOUNDER = 1;
    private static final int LOW_POWER = 2;
    private static final int PHONE = 4;
    private static final int MAINS = 8;
    private static final int VOUCHED = 16;
    private static final int MOBILE = 32;
    private static final int BOOTED = 64;
    private static final int DATED = 128;

    private static final long UNDATED = Long.MAX_VALUE;

    private ProbeStateCodec() {}

    /** What it is written with numbers in place of, besides targets. */
    static Stream<String> words(ProbeState probe) {
        return Stream.of(probe.cell.place(), probe.cell.network(), probe.collector);
    }

    /**
     * @param target where the name of a target stands among those that the probes beside it share
     * @param word where one of {@link #words} does
     */
    static void write(WireOutput out, ProbeState probe, ToIntFunction<String> target, ToIntFunction<String> word) {
        probe.sequence.write(out);
        words(probe).forEach(text -> out.varint(word.applyAsInt(text)));
        out.u8(flags(probe));
        out.signed(probe.seniority.firstHeard());
        if (probe.boot != Boots.UNKNOWN) {
            out.i64(probe.boot);
        }
        out.varint(probe.software);
        out.signed(probe.interval);
        out.signed(probe.lastHeardMillis - probe.seniority.firstHeard());
        out.varint(probe.seniority.keptPromises());
        Usual.writeFloat(out, probe.made);
        Usual.writeFloat(out, probe.lost);
        Usual.writeFloat(out, probe.awakeHours);
        Usual.writeFloat(out, probe.sleeps);
        if (probe.skew != UNDATED) {
            out.signed(probe.skew);
        }
        out.u8(probe.invite);
        probe.darkness.write(out, probe.lastHeardMillis);
        probe.targets.write(out, target, hop(probe));
    }

    private static int flags(ProbeState probe) {
        return (probe.seniority.founder() ? FOUNDER : 0)
                | (probe.lowPower ? LOW_POWER : 0)
                | (probe.phone ? PHONE : 0)
                | (probe.mains ? MAINS : 0)
                | (probe.seniority.vouched() ? VOUCHED : 0)
                | (probe.cell.access() == Access.MOBILE ? MOBILE : 0)
                | (probe.boot != Boots.UNKNOWN ? BOOTED : 0)
                | (probe.skew != UNDATED ? DATED : 0);
    }

    /** In which it was heard. */
    private static int hop(ProbeState probe) {
        return (int) HopSummary.hopOf(probe.lastHeardMillis);
    }

    /** The one of {@code all} whose number comes next. */
    static <T> T one(List<T> all, WireInput in) {
        var number = in.varint32();
        if (number < 0 || number >= all.size()) {
            throw new IllegalArgumentException("number " + number + " of " + all.size());
        }
        return all.get(number);
    }

    static ProbeState read(WireInput in, List<TargetNames.Name> targets, List<String> words) {
        var sequence = Sequence.read(in);
        var place = one(words, in);
        var network = one(words, in);
        var collector = one(words, in);
        var flags = in.u8();
        var cell = new Cell(place, network, (flags & MOBILE) != 0 ? Access.MOBILE : Access.FIXED);
        var firstHeard = in.signed();
        var boot = (flags & BOOTED) != 0 ? in.i64() : Boots.UNKNOWN;
        var software = in.varint32();
        var interval = (int) in.signed();
        var lastHeardMillis = firstHeard + in.signed();
        var probe = new ProbeState(sequence, cell, collector, seniority(firstHeard, flags, in.varint32()));
        takeFlags(probe, flags);
        probe.boot = boot;
        probe.software = software;
        probe.interval = interval;
        probe.lastHeardMillis = lastHeardMillis;
        probe.made = Usual.readFloat(in);
        probe.lost = Usual.readFloat(in);
        probe.awakeHours = Usual.readFloat(in);
        probe.sleeps = Usual.readFloat(in);
        probe.skew = (flags & DATED) != 0 ? in.signed() : UNDATED;
        probe.invite = in.u8();
        probe.darkness = Darkness.read(in, lastHeardMillis);
        var states = new TargetState[in.count()];
        for (var i = 0; i < states.length; i++) {
            states[i] = TargetStateCodec.read(one(targets, in), in, hop(probe));
        }
        probe.targets.restore(states);
        return probe;
    }

    static Seniority seniority(long firstHeard, int flags, int keptPromises) {
        return new Seniority(firstHeard, (flags & FOUNDER) != 0, (flags & VOUCHED) != 0, keptPromises);
    }

    static void takeFlags(ProbeState probe, int flags) {
        probe.lowPower = (flags & LOW_POWER) != 0;
        probe.phone = (flags & PHONE) != 0;
        probe.mains = (flags & MAINS) != 0;
    }
}
