package kz.dabyl.detector.tuning.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.WireOutput;

/**
 * Summaries of hops that follow one another as bytes: each cell tells only what has changed since the hop before. Reads as
 * {@link HopUnpacker} says. For one batch; not thread-safe.
 */
final class HopPacker {

    static final int SOURCES = 1;
    static final int LOSSES = 2;
    static final int RETURNS = 4;
    static final int LATE = 8;
    static final int TARGETS = 16;
    static final int COHORTS = 32;

    private final WireOutput out = new WireOutput();
    private final Map<Source, Integer> sources = new HashMap<>();
    private final Map<Look, Integer> looks = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<Integer, Partition> partitions = new HashMap<>();
    private int hops;

    /** What a partition said last. */
    private static final class Partition {

        private List<Integer> order = List.of();
        private final Map<Integer, CellSummary> latest = new HashMap<>();
    }

    void add(HopSummary summary) {
        hops++;
        out.bytes(HopSummaryCodec.encode(Cells.of(summary, List.of())));
        var partition = partitions.computeIfAbsent(summary.partition(), p -> new Partition());
        var order = order(summary, partition);
        for (var i = 0; i < order.size(); i++) {
            var cell = summary.cells().get(i);
            var before = partition.latest.put(order.get(i), cell);
            write(cell, before == null ? Cells.nothing(cell) : before, summary.hop());
        }
    }

    int hops() {
        return hops;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private List<Integer> order(HopSummary summary, Partition partition) {
        var order = new ArrayList<Integer>(summary.cells().size());
        var fresh = new ArrayList<Source>();
        for (var cell : summary.cells()) {
            var source = new Source(cell.cell(), cell.collector());
            order.add(sources.computeIfAbsent(source, s -> {
                fresh.add(s);
                return sources.size();
            }));
        }
        out.varint(fresh.size());
        fresh.forEach(source -> source.write(out));
        var same = order.equals(partition.order);
        out.u8(same ? 1 : 0);
        if (!same) {
            out.varint(order.size());
            order.forEach(out::varint);
            partition.order = order;
        }
        return order;
    }

    private void write(CellSummary cell, CellSummary before, long hop) {
        var flags = (cell.sources().equals(CellSummary.Sources.NONE) ? 0 : SOURCES)
                | (cell.losses() == 0 ? 0 : LOSSES)
                | (cell.returns().isEmpty() ? 0 : RETURNS)
                | (cell.late().isEmpty() ? 0 : LATE)
                | (cell.targets().equals(before.targets()) ? 0 : TARGETS)
                | (cell.cohorts().equals(before.cohorts()) ? 0 : COHORTS);
        out.u8(flags);
        out.varint(cell.heard());
        if ((flags & SOURCES) != 0) {
            out.varint(cell.sources().heard());
            out.varint(cell.sources().known());
        }
        if ((flags & LOSSES) != 0) {
            out.varint(cell.losses());
        }
        if ((flags & COHORTS) != 0) {
            cohorts(before.cohorts(), cell.cohorts(), hop);
        }
        if ((flags & RETURNS) != 0) {
            returns(cell.returns(), hop);
        }
        if ((flags & LATE) != 0) {
            late(cell.late(), hop);
        }
        if ((flags & TARGETS) != 0) {
            targets(cell.targets(), hop);
        }
    }

    /** As runs: some of the former are passed over, some stay, some are new. */
    private void cohorts(List<CellSummary.Cohort> before, List<CellSummary.Cohort> now, long hop) {
        out.varint(now.size());
        var old = 0;
        for (var done = 0; done < now.size(); ) {
            var next = find(before, old, now.get(done));
            var skip = next < 0 ? 0 : next - old;
            old += skip;
            var stay = 0;
            while (next >= 0
                    && old < before.size()
                    && done < now.size()
                    && before.get(old).equals(now.get(done))) {
                old++;
                done++;
                stay++;
            }
            var from = done;
            while (done < now.size() && find(before, old, now.get(done)) < 0) {
                done++;
            }
            out.varint(skip);
            out.varint(stay);
            out.varint(done - from);
            now.subList(from, done).forEach(cohort -> cohort(cohort, hop));
        }
    }

    private static int find(List<CellSummary.Cohort> before, int from, CellSummary.Cohort cohort) {
        for (var i = from; i < before.size(); i++) {
            if (before.get(i).equals(cohort)) {
                return i;
            }
        }
        return -1;
    }

    private void cohort(CellSummary.Cohort cohort, long hop) {
        out.signed(hop - cohort.lastHeard());
        var look = Look.of(cohort);
        var known = looks.putIfAbsent(look, looks.size());
        out.varint(known == null ? 0 : known + 1);
        if (known == null) {
            look.write(out);
        }
    }

    private void returns(List<CellSummary.Return> returns, long hop) {
        out.varint(returns.size());
        for (var back : returns) {
            out.signed(hop - back.lastHeard());
            out.varint(back.probes());
            out.varint(back.rebooted());
        }
    }

    private void late(List<CellSummary.Late> reports, long hop) {
        out.varint(reports.size());
        for (var late : reports) {
            out.signed(hop - late.measured());
            out.varint(late.reports());
            out.varint(late.reached());
            out.varint(late.cut());
        }
    }

    private void targets(List<CellSummary.TargetTally> targets, long hop) {
        out.varint(targets.size());
        for (var target : targets) {
            name(target.target());
            out.varint(target.well());
            out.varint(target.percent());
            out.varint(target.newcomers());
            out.varint(target.troubles().size());
            for (var trouble : target.troubles()) {
                name(trouble.ailment().word());
                out.signed(hop - trouble.since());
                out.varint(trouble.results());
                out.varint(trouble.rateBucket());
                out.varint(trouble.probes());
                out.varint(trouble.percent());
                out.u8(trouble.newcomers() ? 1 : 0);
            }
        }
    }

    private void name(String name) {
        var known = names.putIfAbsent(name, names.size());
        out.varint(known == null ? 0 : known + 1);
        if (known == null) {
            out.string(name);
        }
    }
}
