package kz.dabyl.detector.tuning.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.WireOutput;

/**
 * What the sources of one batch say of their probes and targets, hop after hop: each tells only what has changed since it
 * spoke last. Reads as {@link HopUnpacker} says. For one batch; not thread-safe.
 */
final class ColumnPacker {

    static final int RETURNS = 1;
    static final int LATE = 2;
    static final int TARGETS = 4;
    static final int COHORTS = 8;

    private static final int BYTES = 256;

    private final Map<Source, Column> columns = new LinkedHashMap<>();
    private final Map<Look, Integer> looks = new LinkedHashMap<>();
    private final Map<String, Integer> names = new LinkedHashMap<>();

    /** What one source has said. */
    private static final class Column {

        private final int number;
        private final WireOutput out = new WireOutput(BYTES);
        private List<CellSummary.Cohort> cohorts = List.of();
        private List<CellSummary.TargetTally> targets = List.of();

        Column(int number) {
            this.number = number;
        }
    }

    /** Takes what the source says in {@code hop}; returns its number. */
    int add(Source source, CellSummary cell, long hop) {
        var column = columns.computeIfAbsent(source, s -> new Column(columns.size()));
        var out = column.out;
        var flags = (cell.returns().isEmpty() ? 0 : RETURNS)
                | (cell.late().isEmpty() ? 0 : LATE)
                | (cell.targets().equals(column.targets) ? 0 : TARGETS)
                | (cell.cohorts().equals(column.cohorts) ? 0 : COHORTS);
        out.u8(flags);
        if ((flags & COHORTS) != 0) {
            cohorts(out, column.cohorts, cell.cohorts(), hop);
        }
        if ((flags & RETURNS) != 0) {
            returns(out, cell.returns(), hop);
        }
        if ((flags & LATE) != 0) {
            late(out, cell.late(), hop);
        }
        if ((flags & TARGETS) != 0) {
            targets(out, cell.targets(), hop);
        }
        column.cohorts = cell.cohorts();
        column.targets = cell.targets();
        return column.number;
    }

    void write(WireOutput out) {
        out.varint(looks.size());
        looks.keySet().forEach(look -> look.write(out));
        out.varint(names.size());
        names.keySet().forEach(out::string);
        out.varint(columns.size());
        columns.forEach((source, column) -> {
            source.write(out);
            out.bytes(column.out.toByteArray());
        });
    }

    /** As runs: some of the former are passed over, some stay, some are new. */
    private void cohorts(WireOutput out, List<CellSummary.Cohort> before, List<CellSummary.Cohort> now, long hop) {
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
            for (var cohort : now.subList(from, done)) {
                out.signed(hop - cohort.lastHeard());
                out.varint(number(looks, Look.of(cohort)));
            }
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

    private static <T> int number(Map<T, Integer> known, T one) {
        return known.computeIfAbsent(one, o -> known.size());
    }

    private static void returns(WireOutput out, List<CellSummary.Return> returns, long hop) {
        out.varint(returns.size());
        for (var back : returns) {
            out.signed(hop - back.lastHeard());
            out.varint(back.probes());
            out.varint(back.rebooted());
        }
    }

    private static void late(WireOutput out, List<CellSummary.Late> reports, long hop) {
        out.varint(reports.size());
        for (var late : reports) {
            out.signed(hop - late.measured());
            out.varint(late.reports());
            out.varint(late.reached());
            out.varint(late.cut());
        }
    }

    private void targets(WireOutput out, List<CellSummary.TargetTally> targets, long hop) {
        out.varint(targets.size());
        for (var target : targets) {
            out.varint(number(names, target.target()));
            out.varint(target.well());
            out.varint(target.percent());
            out.varint(target.newcomers());
            out.varint(target.troubles().size());
            for (var trouble : target.troubles()) {
                out.varint(number(names, trouble.ailment().word()));
                out.signed(hop - trouble.since());
                out.varint(trouble.results());
                out.varint(trouble.rateBucket());
                out.varint(trouble.probes());
                out.varint(trouble.percent());
                out.u8(trouble.newcomers() ? 1 : 0);
            }
        }
    }
}
