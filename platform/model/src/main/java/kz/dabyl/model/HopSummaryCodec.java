package kz.dabyl.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Bytes of topic {@link Topics#CELL_SUMMARIES}, version 2.
 *
 * <pre>
 * u8 version=2 | varint partition | varint partitions | i64 hop | n × clock | n × cell | n × rule
 * clock:  str collector | i64 tick | u8 blind
 * cell:    str place | str network | u8 access | str collector | varint heard | varint losses
 *          | varint sources heard | varint sources known
 *          | n × cohort | n × return | n × late | n × target
 * cohort:  varint hop-lastHeard | varint interval | u8 newcomers × 128 + loss bucket × 16 + dark × 8 + sleep bucket
 *          | varint software | varint 2 × invite + mains | varint probes | varint percent
 * return:  varint hop-lastHeard | varint probes | varint rebooted
 * late:    signed hop-measured | varint reports | varint reached | varint cut
 * target:  str class/name | varint well | varint percent | varint newcomers | n × trouble
 * trouble: u8 ailment | varint hop-since | u8 newcomers × 128 + rate bucket × 16 + results | varint probes
 *          | varint percent
 * rule:    n | thresholds or rallies as a record of {@link LogCodec}
 * </pre>
 *
 * <p>Every list is preceded by its length; lengths, varints and strings are as in {@link LogCodec}. Version 1 had no
 * sources, dark, invite, targets and rules, but answers by class of target, which nothing used.
 */
public final class HopSummaryCodec {

    private static final int VERSION = 2;
    private static final int VERSION_1 = 1;
    private static final int NEWCOMERS = 0x80;
    private static final int DARK = 0x08;

    private HopSummaryCodec() {}

    public static byte[] encode(HopSummary summary) {
        var out = new WireOutput();
        out.u8(VERSION);
        out.varint(summary.partition());
        out.varint(summary.partitions());
        out.i64(summary.hop());
        out.varint(summary.collectors().size());
        for (var clock : summary.collectors()) {
            out.string(clock.collector());
            out.i64(clock.tick());
            out.u8(clock.blind() ? 1 : 0);
        }
        out.varint(summary.cells().size());
        for (var cell : summary.cells()) {
            write(out, cell, summary.hop());
        }
        out.varint(summary.rules().size());
        summary.rules().forEach(rule -> out.bytes(LogCodec.encode(rule)));
        return out.toByteArray();
    }

    public static Decoded<HopSummary> decode(byte[] bytes) {
        var version = bytes.length > 0 && bytes[0] == VERSION_1 ? VERSION_1 : VERSION;
        return Wire.decode(bytes, version, in -> read(in, version));
    }

    private static HopSummary read(WireInput in, int version) {
        var partition = in.varint32();
        var partitions = in.varint32();
        var hop = in.i64();
        var clocks = new ArrayList<HopSummary.CollectorClock>();
        for (var left = in.count(); left > 0; left--) {
            clocks.add(new HopSummary.CollectorClock(in.string(), in.i64(), in.u8() == 1));
        }
        var cells = new ArrayList<CellSummary>();
        for (var left = in.count(); left > 0; left--) {
            cells.add(version == VERSION_1 ? readCell1(in, hop) : readCell(in, hop));
        }
        return new HopSummary(partition, partitions, hop, clocks, cells, version == VERSION_1 ? List.of() : rules(in));
    }

    private static List<LogEntry.Notice> rules(WireInput in) {
        var rules = new ArrayList<LogEntry.Notice>();
        for (var left = in.count(); left > 0; left--) {
            if (!(LogCodec.decode(in.bytes()) instanceof Decoded.Ok<List<LogEntry>> ok)) {
                throw new IllegalArgumentException("expected thresholds or rallies");
            }
            for (var entry : ok.value()) {
                if (!(entry instanceof LogEntry.Notice notice)) {
                    throw new IllegalArgumentException("expected thresholds or rallies");
                }
                rules.add(notice);
            }
        }
        return rules;
    }

    private static void write(WireOutput out, CellSummary cell, long hop) {
        out.string(cell.cell().place());
        out.string(cell.cell().network());
        out.u8(cell.cell().access().wireCode());
        out.string(cell.collector());
        out.varint(cell.heard());
        out.varint(cell.losses());
        out.varint(cell.sources().heard());
        out.varint(cell.sources().known());
        out.varint(cell.cohorts().size());
        for (var cohort : cell.cohorts()) {
            write(out, cohort, hop);
        }
        out.varint(cell.returns().size());
        for (var back : cell.returns()) {
            out.varint(hop - back.lastHeard());
            out.varint(back.probes());
            out.varint(back.rebooted());
        }
        out.varint(cell.late().size());
        for (var late : cell.late()) {
            out.signed(hop - late.measured());
            out.varint(late.reports());
            out.varint(late.reached());
            out.varint(late.cut());
        }
        out.varint(cell.targets().size());
        for (var target : cell.targets()) {
            write(out, target, hop);
        }
    }

    private static void write(WireOutput out, CellSummary.Cohort cohort, long hop) {
        out.varint(hop - cohort.lastHeard());
        out.varint(cohort.intervalSeconds());
        out.u8((cohort.newcomers() ? NEWCOMERS : 0)
                | cohort.lossBucket() << 4
                | (cohort.dark() ? DARK : 0)
                | cohort.sleepBucket());
        out.varint(cohort.software());
        out.varint(2 * cohort.invite() + (cohort.mains() ? 1 : 0));
        out.varint(cohort.probes());
        out.varint(cohort.percent());
    }

    private static void write(WireOutput out, CellSummary.TargetTally target, long hop) {
        out.string(target.target());
        out.varint(target.well());
        out.varint(target.percent());
        out.varint(target.newcomers());
        out.varint(target.troubles().size());
        for (var trouble : target.troubles()) {
            out.u8(trouble.ailment().wireCode());
            out.varint(hop - trouble.since());
            out.u8((trouble.newcomers() ? NEWCOMERS : 0) | trouble.rateBucket() << 4 | trouble.results());
            out.varint(trouble.probes());
            out.varint(trouble.percent());
        }
    }

    private static CellSummary readCell(WireInput in, long hop) {
        var cell = new Cell(in.string(), in.string(), Access.ofWireCode((byte) in.u8()));
        var collector = in.string();
        return new CellSummary(
                cell,
                collector,
                in.varint32(),
                in.varint32(),
                new CellSummary.Sources(in.varint32(), in.varint32()),
                list(in, () -> cohort(in, hop)),
                returns(in, hop),
                late(in, hop),
                list(in, () -> target(in, hop)));
    }

    private static CellSummary readCell1(WireInput in, long hop) {
        var cell = new Cell(in.string(), in.string(), Access.ofWireCode((byte) in.u8()));
        var collector = in.string();
        var heard = in.varint32();
        var losses = in.varint32();
        var cohorts = list(in, () -> cohort1(in, hop));
        var returns = returns(in, hop);
        var late = late(in, hop);
        list(in, () -> new long[] {in.u8(), in.varint32(), in.varint32()});
        return new CellSummary(
                cell, collector, heard, losses, CellSummary.Sources.NONE, cohorts, returns, late, List.of());
    }

    private static <T> List<T> list(WireInput in, Supplier<T> element) {
        var list = new ArrayList<T>();
        for (var left = in.count(); left > 0; left--) {
            list.add(element.get());
        }
        return list;
    }

    private static CellSummary.Cohort cohort(WireInput in, long hop) {
        var lastHeard = hop - in.varint();
        var interval = interval(in.varint32());
        var buckets = in.u8();
        var software = in.varint32();
        var origin = in.varint32();
        return new CellSummary.Cohort(
                lastHeard,
                interval,
                bucket(buckets >>> 4 & 7),
                bucket(buckets & 7),
                software,
                origin >>> 1,
                in.varint32(),
                in.varint32(),
                (buckets & NEWCOMERS) != 0,
                (buckets & DARK) != 0,
                (origin & 1) != 0);
    }

    private static CellSummary.Cohort cohort1(WireInput in, long hop) {
        var lastHeard = hop - in.varint();
        var interval = interval(in.varint32());
        var buckets = in.u8();
        return new CellSummary.Cohort(
                lastHeard,
                interval,
                bucket(buckets >>> 4 & 7),
                bucket(buckets & 0xF),
                in.varint32(),
                0,
                in.varint32(),
                in.varint32(),
                (buckets & NEWCOMERS) != 0,
                false,
                false);
    }

    private static CellSummary.TargetTally target(WireInput in, long hop) {
        return new CellSummary.TargetTally(
                in.string(), in.varint32(), in.varint32(), in.varint32(), list(in, () -> trouble(in, hop)));
    }

    private static CellSummary.Trouble trouble(WireInput in, long hop) {
        var ailment = Ailment.ofWireCode((byte) in.u8());
        var since = hop - in.varint();
        var flags = in.u8();
        return new CellSummary.Trouble(
                ailment,
                since,
                flags & CellSummary.MOST_RESULTS,
                bucket(flags >>> 4 & 7),
                in.varint32(),
                in.varint32(),
                (flags & NEWCOMERS) != 0);
    }

    private static int interval(int seconds) {
        if (seconds < 1 || seconds > ReportReader.MAX_INTERVAL_SECONDS) {
            throw new IllegalArgumentException("an interval of " + seconds + " s");
        }
        return seconds;
    }

    private static int bucket(int bucket) {
        if (bucket >= CellSummary.BUCKETS) {
            throw new IllegalArgumentException("unknown bucket " + bucket);
        }
        return bucket;
    }

    private static List<CellSummary.Return> returns(WireInput in, long hop) {
        var returns = new ArrayList<CellSummary.Return>();
        for (var left = in.count(); left > 0; left--) {
            returns.add(new CellSummary.Return(hop - in.varint(), in.varint32(), in.varint32()));
        }
        return returns;
    }

    private static List<CellSummary.Late> late(WireInput in, long hop) {
        var late = new ArrayList<CellSummary.Late>();
        for (var left = in.count(); left > 0; left--) {
            late.add(new CellSummary.Late(hop - in.signed(), in.varint32(), in.varint32(), in.varint32()));
        }
        return late;
    }
}
