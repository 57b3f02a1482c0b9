package kz.dabyl.detector.tuning.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import kz.dabyl.detector.core.cells.CellGist;
import kz.dabyl.detector.core.cells.Lesson;
import kz.dabyl.detector.core.world.FoldedHop;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.WireOutput;

/**
 * Hops that follow one another as bytes: what judging needs of every cell in every hop stands together by hops, all else by
 * cells, so that it can be passed over. Reads as {@link HopUnpacker} says. For one batch; not thread-safe.
 */
final class HopPacker {

    static final int LOSSES = 1;
    static final int SOURCES = 2;
    static final int RETURNS = 4;

    static final int BROKEN = 1;
    static final int FALLEN = 2;
    static final int AILING = 4;
    static final int ONSET = 8;
    static final int ENDED = 16;

    static final int MOBILE = 1;
    static final int HEX = 2;

    private final ColumnPacker columns = new ColumnPacker();
    private final WireOutput out = new WireOutput();

    /** A source that speaks of the cell: it stands for the cell itself. */
    private final Map<Cell, Integer> numbers = new HashMap<>();

    private List<Integer> order = List.of();
    private Map<Cell, CellGist> gists = Map.of();
    private List<Lesson.Watched> watched = List.of();
    private int hops;

    void add(FoldedHop folded) {
        hops++;
        var now = new ArrayList<Integer>();
        var cells = new ArrayList<CellSummary>();
        for (var summary : folded.whole()) {
            for (var cell : summary.cells()) {
                var source = new Source(summary.partition(), cell.cell(), cell.collector());
                var number = columns.add(source, cell, folded.hop());
                numbers.putIfAbsent(cell.cell(), number);
                now.add(number);
                cells.add(cell);
            }
        }
        out.bytes(HopSummaryCodec.encode(head(folded)));
        order(now);
        cells.forEach(cell -> out.varint(cell.heard()));
        rarities(cells);
        gists(folded);
        names(folded.collectors());
        names(folded.versions());
        lesson(folded.lesson());
    }

    int hops() {
        return hops;
    }

    byte[] bytes() {
        var all = new WireOutput();
        columns.write(all);
        all.raw(out);
        return all.toByteArray();
    }

    /** What all partitions say but for the cells. */
    private static HopSummary head(FoldedHop folded) {
        var clocks = new ArrayList<HopSummary.CollectorClock>();
        var rules = new ArrayList<LogEntry.Notice>();
        for (var summary : folded.whole()) {
            clocks.addAll(summary.collectors());
            rules.addAll(summary.rules());
        }
        return new HopSummary(0, 1, folded.hop(), clocks, List.of(), rules);
    }

    private void order(List<Integer> now) {
        var same = now.equals(order);
        out.u8(same ? 1 : 0);
        if (!same) {
            out.varint(now.size());
            now.forEach(out::varint);
            order = now;
        }
    }

    private void rarities(List<CellSummary> cells) {
        var rare = new WireOutput();
        var count = 0;
        var last = 0;
        for (var i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            var flags = (cell.losses() == 0 ? 0 : LOSSES)
                    | (cell.sources().equals(CellSummary.Sources.NONE) ? 0 : SOURCES)
                    | (cell.returns().isEmpty() ? 0 : RETURNS);
            if (flags == 0) {
                continue;
            }
            rare.varint(i - last);
            rare.u8(flags);
            if ((flags & LOSSES) != 0) {
                rare.varint(cell.losses());
            }
            if ((flags & SOURCES) != 0) {
                rare.varint(cell.sources().heard());
                rare.varint(cell.sources().known());
            }
            last = i;
            count++;
        }
        out.varint(count);
        out.raw(rare);
    }

    private void gists(FoldedHop folded) {
        var now = new HashMap<Cell, CellGist>();
        var changed = new ArrayList<CellGist>();
        for (var gist : folded.gists()) {
            now.put(gist.cell(), gist);
            if (!gist.equals(gists.get(gist.cell()))) {
                changed.add(gist);
            }
        }
        for (var cell : gists.keySet()) {
            if (!now.containsKey(cell)) {
                changed.add(CellGist.calm(cell));
            }
        }
        gists = now;
        out.varint(changed.size());
        changed.forEach(gist -> gist(gist, folded.hop()));
    }

    private void gist(CellGist gist, long hop) {
        var number = numbers.get(gist.cell());
        if (number == null) {
            throw new IllegalStateException("nobody speaks of a cell that is not calm");
        }
        var flags = (gist.broken() ? BROKEN : 0)
                | (gist.fallen() ? FALLEN : 0)
                | (gist.ailing() ? AILING : 0)
                | (gist.onset() == CellGist.NEVER ? 0 : ONSET)
                | (gist.ended() == CellGist.NEVER ? 0 : ENDED);
        out.varint(number);
        out.u8(flags);
        out.varint(gist.lasting());
        if ((flags & ONSET) != 0) {
            out.signed(hop - gist.onset());
        }
        if ((flags & ENDED) != 0) {
            out.signed(hop - gist.ended());
            out.varint(gist.lengthHops());
        }
    }

    private void lesson(Lesson lesson) {
        var same = lesson.watched().equals(watched);
        out.u8(same ? 1 : 0);
        if (!same) {
            watched = lesson.watched();
            out.varint(watched.size());
            for (var one : watched) {
                kind(one.kind());
                out.varint(one.cells());
            }
        }
        out.varint(lesson.over().size());
        for (var one : lesson.over()) {
            kind(one.kind());
            out.varint(one.hops());
        }
    }

    private void kind(Lesson.Kind kind) {
        out.u8((kind.access() == Access.MOBILE ? MOBILE : 0) | (kind.hex() ? HEX : 0));
        out.string(kind.network());
    }

    private void names(Iterable<String> names) {
        var sorted = new TreeSet<String>();
        names.forEach(sorted::add);
        out.varint(sorted.size());
        sorted.forEach(out::string);
    }
}
