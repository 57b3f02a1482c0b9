package kz.dabyl.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes of topic {@link Topics#CELL_SUMMARIES}, version 2; version 1 had no rules.
 *
 * <pre>
 * u8 version=2 | varint partition | varint partitions | i64 hop | n × clock | n × cell | n × rule
 * clock:  str collector | i64 tick | u8 blind
 * cell:   str place | str network | u8 access | str collector | varint heard | varint losses
 *         | n × cohort | n × return | n × late | n × tally
 * cohort: varint hop-lastHeard | varint interval | u8 newcomers × 128 + loss bucket × 16 + sleep bucket
 *         | varint software | varint probes | varint percent
 * return: varint hop-lastHeard | varint probes | varint rebooted
 * late:   signed hop-measured | varint reports | varint reached | varint cut
 * tally:  u8 class | varint answered | varint failed
 * rule:   n | thresholds or rallies as a record of {@link LogCodec}
 * </pre>
 *
 * <p>Every list is preceded by its length; lengths, varints and strings are as in {@link LogCodec}.
 */
public final class HopSummaryCodec {

    private static final int VERSION = 2;
    private static final int WITHOUT_RULES = 1;
    private static final int NEWCOMERS = 0x80;

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
        if (bytes.length > 0 && bytes[0] == WITHOUT_RULES) {
            return Wire.decode(bytes, WITHOUT_RULES, in -> read(in, WITHOUT_RULES));
        }
        return Wire.decode(bytes, VERSION, in -> read(in, VERSION));
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
            cells.add(readCell(in, hop));
        }
        return new HopSummary(
                partition, partitions, hop, clocks, cells, version == WITHOUT_RULES ? List.of() : rules(in));
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
        out.varint(cell.cohorts().size());
        for (var cohort : cell.cohorts()) {
            out.varint(hop - cohort.lastHeard());
            out.varint(cohort.intervalSeconds());
            out.u8((cohort.newcomers() ? NEWCOMERS : 0) | cohort.lossBucket() << 4 | cohort.sleepBucket());
            out.varint(cohort.software());
            out.varint(cohort.probes());
            out.varint(cohort.percent());
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
        out.varint(cell.tallies().size());
        for (var tally : cell.tallies()) {
            out.u8(tally.targets().wireCode());
            out.varint(tally.answered());
            out.varint(tally.failed());
        }
    }

    private static CellSummary readCell(WireInput in, long hop) {
        var cell = new Cell(in.string(), in.string(), Access.ofWireCode((byte) in.u8()));
        var collector = in.string();
        var heard = in.varint32();
        var losses = in.varint32();
        return new CellSummary(
                cell, collector, heard, cohorts(in, hop), returns(in, hop), late(in, hop), tallies(in), losses);
    }

    private static List<CellSummary.Cohort> cohorts(WireInput in, long hop) {
        var cohorts = new ArrayList<CellSummary.Cohort>();
        for (var left = in.count(); left > 0; left--) {
            var lastHeard = hop - in.varint();
            var interval = in.varint32();
            var buckets = in.u8();
            cohorts.add(new CellSummary.Cohort(
                    lastHeard,
                    interval,
                    bucket(buckets >>> 4 & 7),
                    bucket(buckets & 0xF),
                    in.varint32(),
                    in.varint32(),
                    in.varint32(),
                    (buckets & NEWCOMERS) != 0));
        }
        return cohorts;
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

    private static List<CellSummary.Tally> tallies(WireInput in) {
        var tallies = new ArrayList<CellSummary.Tally>();
        for (var left = in.count(); left > 0; left--) {
            tallies.add(new CellSummary.Tally(TargetClass.ofWireCode((byte) in.u8()), in.varint32(), in.varint32()));
        }
        return tallies;
    }
}
