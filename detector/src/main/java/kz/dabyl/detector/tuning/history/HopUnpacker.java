package kz.dabyl.detector.tuning.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.WireInput;

/**
 * Reads what {@link HopPacker} wrote:
 *
 * <pre>
 * hop:    bytes summary without its cells | n × new source | u8 same cells as in the partition's hop before | [n × varint cell]
 *         | cell for each
 * cell:   u8 flags: 1 sources, 2 losses, 4 returns, 8 late, 16 targets, 32 cohorts | varint heard
 *         | [varint heard, varint known] | [varint losses] | [cohorts] | [n × return] | [n × late] | [n × target]
 * cohorts: varint n | until there are n: varint passed over, varint stay, n × (signed hop-lastHeard | look)
 * return, late, target: as in {@link HopSummaryCodec}, each hop as a signed distance, each word as a name
 * </pre>
 *
 * <p>What a flag does not announce is nothing, but targets and cohorts are then those of the hop before. A look or a name is 0 and
 * what it is when it comes for the first time, later its number from 1. Unchanged cohorts are the same objects. For one batch;
 * not thread-safe.
 */
final class HopUnpacker {

    private static final int MOST_COHORTS = 1 << 20;

    private final WireInput in;
    private final List<Source> sources = new ArrayList<>();
    private final List<Look> looks = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<Integer, Partition> partitions = new HashMap<>();

    /** What a partition said last, by number of the cell. */
    private static final class Partition {

        private int[] order = new int[0];
        private final List<CellSummary> latest = new ArrayList<>();
    }

    HopUnpacker(byte[] bytes) {
        in = new WireInput(bytes);
    }

    boolean hasNext() {
        return in.remaining() > 0;
    }

    /**
     * The next summary.
     *
     * @throws IllegalArgumentException or {@link java.nio.BufferUnderflowException} where the bytes make no sense
     */
    HopSummary next() {
        var bare = bare(in.bytes());
        for (var left = in.count(); left > 0; left--) {
            sources.add(Source.read(in));
        }
        var partition = partitions.computeIfAbsent(bare.partition(), p -> new Partition());
        if (in.u8() == 0) {
            var order = new int[in.count()];
            for (var i = 0; i < order.length; i++) {
                order[i] = in.varint32();
            }
            partition.order = order;
        }
        var cells = new ArrayList<CellSummary>(partition.order.length);
        for (var number : partition.order) {
            while (partition.latest.size() < sources.size()) {
                partition.latest.add(Cells.nothing(sources.get(partition.latest.size())));
            }
            var cell = cell(partition.latest.get(number), bare.hop());
            partition.latest.set(number, cell);
            cells.add(cell);
        }
        return Cells.of(bare, cells);
    }

    private static HopSummary bare(byte[] bytes) {
        if (HopSummaryCodec.decode(bytes) instanceof Decoded.Ok<HopSummary> ok) {
            return ok.value();
        }
        throw new IllegalArgumentException("a hop's head cannot be read");
    }

    private CellSummary cell(CellSummary before, long hop) {
        var flags = in.u8();
        var heard = in.varint32();
        var silent = (flags & HopPacker.SOURCES) == 0
                ? CellSummary.Sources.NONE
                : new CellSummary.Sources(in.varint32(), in.varint32());
        var losses = (flags & HopPacker.LOSSES) == 0 ? 0 : in.varint32();
        var cohorts = (flags & HopPacker.COHORTS) == 0 ? before.cohorts() : cohorts(before.cohorts(), hop);
        var returns = (flags & HopPacker.RETURNS) == 0 ? List.<CellSummary.Return>of() : returns(hop);
        var late = (flags & HopPacker.LATE) == 0 ? List.<CellSummary.Late>of() : late(hop);
        var targets = (flags & HopPacker.TARGETS) == 0 ? before.targets() : targets(hop);
        return new CellSummary(
                before.cell(), before.collector(), heard, losses, silent, cohorts, returns, late, targets);
    }

    private List<CellSummary.Cohort> cohorts(List<CellSummary.Cohort> before, long hop) {
        // Not count(): those that stay take no bytes of their own.
        var now = new CellSummary.Cohort[Math.min(MOST_COHORTS, in.varint32())];
        var old = 0;
        for (var done = 0; done < now.length; ) {
            old += in.varint32();
            var from = done;
            for (var stay = in.varint32(); stay > 0; stay--) {
                now[done++] = before.get(old++);
            }
            for (var fresh = in.varint32(); fresh > 0; fresh--) {
                now[done++] = look(hop - in.signed());
            }
            if (done == from) {
                throw new IllegalArgumentException("a run of cohorts is empty");
            }
        }
        return List.of(now);
    }

    private CellSummary.Cohort look(long lastHeard) {
        var number = in.varint32();
        if (number == 0) {
            looks.add(Look.read(in));
        }
        return looks.get(number == 0 ? looks.size() - 1 : number - 1).heardIn(lastHeard);
    }

    private List<CellSummary.Return> returns(long hop) {
        var returns = new ArrayList<CellSummary.Return>();
        for (var left = in.count(); left > 0; left--) {
            returns.add(new CellSummary.Return(hop - in.signed(), in.varint32(), in.varint32()));
        }
        return returns;
    }

    private List<CellSummary.Late> late(long hop) {
        var reports = new ArrayList<CellSummary.Late>();
        for (var left = in.count(); left > 0; left--) {
            reports.add(new CellSummary.Late(hop - in.signed(), in.varint32(), in.varint32(), in.varint32()));
        }
        return reports;
    }

    private List<CellSummary.TargetTally> targets(long hop) {
        var targets = new ArrayList<CellSummary.TargetTally>();
        for (var left = in.count(); left > 0; left--) {
            var name = name();
            var well = in.varint32();
            var percent = in.varint32();
            var newcomers = in.varint32();
            var troubles = new ArrayList<CellSummary.Trouble>();
            for (var more = in.count(); more > 0; more--) {
                troubles.add(new CellSummary.Trouble(
                        Ailment.ofWord(name()).orElseThrow(IllegalArgumentException::new),
                        hop - in.signed(),
                        in.varint32(),
                        in.varint32(),
                        in.varint32(),
                        in.varint32(),
                        in.u8() == 1));
            }
            targets.add(new CellSummary.TargetTally(name, well, percent, newcomers, troubles));
        }
        return targets;
    }

    private String name() {
        var number = in.varint32();
        if (number == 0) {
            names.add(in.string());
        }
        return names.get(number == 0 ? names.size() - 1 : number - 1);
    }
}
