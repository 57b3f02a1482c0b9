package kz.dabyl.detector.tuning.history;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.cells.LazySummary;
import kz.dabyl.detector.core.cells.Turnout;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.WireInput;
import org.jspecify.annotations.Nullable;

/**
 * What one source of a batch says, hop after hop, read up to the present hop only when somebody asks for it. Unchanged
 * cohorts are the same objects. Not thread-safe.
 */
final class StoredCell implements LazySummary {

    private static final int MOST_COHORTS = 1 << 20;

    private final Source source;
    private final WireInput in;
    private final List<Look> looks;
    private final List<String> names;

    /** Who spoke with it, one after the other, and where it stands among them. */
    private final List<Turnout> turnouts = new ArrayList<>(1);

    private int place;

    /** Hops that were read of the first of those that are not wholly read. */
    private int read;

    private int readTurnouts;

    /** Hops of the last of them by when it said something that is rarely said, which holds for that hop alone. */
    private int talkativeAt;

    private int losses;
    private CellSummary.Sources sources = CellSummary.Sources.NONE;
    private boolean anyReturns;
    private List<CellSummary.Cohort> cohorts = List.of();
    private List<CellSummary.TargetTally> targets = List.of();
    private List<CellSummary.Return> returns = List.of();
    private List<CellSummary.Late> late = List.of();
    private @Nullable CellSummary whole;
    private int wholeAt;

    /**
     * @param looks of the batch
     * @param names of the batch
     */
    StoredCell(Source source, byte[] column, List<Look> looks, List<String> names) {
        this.source = source;
        this.in = new WireInput(column);
        this.looks = looks;
        this.names = names;
    }

    /** From now on it speaks in every hop of {@code turnout}, as the {@code which}th. */
    void join(Turnout turnout, int which) {
        turnouts.add(turnout);
        place = which;
        talkativeAt = 0;
        wholeAt = 0;
    }

    /** In the last hop it says what is rarely said. */
    void alsoSpeak(int missing, CellSummary.Sources unpromising, boolean back) {
        talkativeAt = present().size();
        losses = missing;
        sources = unpromising;
        anyReturns = back;
    }

    private Turnout present() {
        return turnouts.get(turnouts.size() - 1);
    }

    private boolean talkative() {
        return talkativeAt == present().size();
    }

    private int heard() {
        return present().reports(present().size() - 1, place);
    }

    private CellSummary.Sources sources() {
        return talkative() ? sources : CellSummary.Sources.NONE;
    }

    @Override
    public Cell cell() {
        return source.cell();
    }

    @Override
    public String collector() {
        return source.collector();
    }

    @Override
    public int reports() {
        return heard() + sources().heard();
    }

    @Override
    public int losses() {
        return talkative() ? losses : 0;
    }

    @Override
    public boolean anySources() {
        return sources().known() > 0;
    }

    @Override
    public boolean anyReturns() {
        return talkative() && anyReturns;
    }

    @Override
    public CellSummary summary() {
        var known = whole;
        if (known == null || wholeAt != present().size()) {
            readUpToNow();
            known = new CellSummary(
                    source.cell(), source.collector(), heard(), losses(), sources(), cohorts, returns, late, targets);
            whole = known;
            wholeAt = present().size();
        }
        return known;
    }

    private void readUpToNow() {
        for (; readTurnouts < turnouts.size(); readTurnouts++, read = 0) {
            var turnout = turnouts.get(readTurnouts);
            while (read < turnout.size()) {
                readNext(turnout.hop(read++));
            }
            if (turnout == present()) {
                return;
            }
        }
    }

    private void readNext(long hop) {
        var flags = in.u8();
        cohorts = (flags & ColumnPacker.COHORTS) == 0 ? cohorts : cohorts(hop);
        returns = (flags & ColumnPacker.RETURNS) == 0 ? List.of() : returns(hop);
        late = (flags & ColumnPacker.LATE) == 0 ? List.of() : late(hop);
        targets = (flags & ColumnPacker.TARGETS) == 0 ? targets : targets(hop);
    }

    private List<CellSummary.Cohort> cohorts(long hop) {
        // Not count(): those that stay take no bytes of their own.
        var now = new CellSummary.Cohort[Math.min(MOST_COHORTS, in.varint32())];
        var old = 0;
        for (var done = 0; done < now.length; ) {
            old += in.varint32();
            var from = done;
            for (var stay = in.varint32(); stay > 0; stay--) {
                now[done++] = cohorts.get(old++);
            }
            for (var fresh = in.varint32(); fresh > 0; fresh--) {
                var lastHeard = hop - in.signed();
                now[done++] = looks.get(in.varint32()).heardIn(lastHeard);
            }
            if (done == from) {
                throw new IllegalArgumentException("a run of cohorts is empty");
            }
        }
        return List.of(now);
    }

    private List<CellSummary.Return> returns(long hop) {
        var back = new ArrayList<CellSummary.Return>();
        for (var left = in.count(); left > 0; left--) {
            back.add(new CellSummary.Return(hop - in.signed(), in.varint32(), in.varint32()));
        }
        return back;
    }

    private List<CellSummary.Late> late(long hop) {
        var reports = new ArrayList<CellSummary.Late>();
        for (var left = in.count(); left > 0; left--) {
            reports.add(new CellSummary.Late(hop - in.signed(), in.varint32(), in.varint32(), in.varint32()));
        }
        return reports;
    }

    private List<CellSummary.TargetTally> targets(long hop) {
        var now = new ArrayList<CellSummary.TargetTally>();
        for (var left = in.count(); left > 0; left--) {
            var name = names.get(in.varint32());
            var well = in.varint32();
            var percent = in.varint32();
            var newcomers = in.varint32();
            var troubles = new ArrayList<CellSummary.Trouble>();
            for (var more = in.count(); more > 0; more--) {
                troubles.add(new CellSummary.Trouble(
                        Ailment.ofWord(names.get(in.varint32())).orElseThrow(IllegalArgumentException::new),
                        hop - in.signed(),
                        in.varint32(),
                        in.varint32(),
                        in.varint32(),
                        in.varint32(),
                        in.u8() == 1));
            }
            now.add(new CellSummary.TargetTally(name, well, percent, newcomers, troubles));
        }
        return now;
    }
}
