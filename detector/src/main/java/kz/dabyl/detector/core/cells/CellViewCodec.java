package kz.dabyl.detector.core.cells;

import kz.dabyl.model.Areas;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/** What is stored of a cell: all that the next hop's summaries do not say again. */
public final class CellViewCodec {

    /** Since this version of the second fold's state something is learnt of natural outages. */
    public static final int OUTAGES = 4;

    /** Since this version there is more than what was heard of late, and who restarted. */
    private static final int RELAPSES = 2;

    private CellViewCodec() {}

    public static void write(WireOutput out, CellView view, Veil veil) {
        CellCodec.write(out, veil.over(view.cell));
        view.hearing.pulse.write(out);
        view.hearing.restarts.write(out);
        view.relapse.write(out);
        var cadence = view.hearing.cadence;
        out.u8(cadence == null ? 0 : 1);
        if (cadence != null) {
            cadence.write(out);
        }
        view.outages().fall.write(out);
    }

    public static CellView read(WireInput in, int version, OutageHistory outages) {
        var cell = CellCodec.read(in);
        var view = new CellView(cell, Areas.of(cell.place()), outages);
        view.hearing.pulse.read(in);
        view.hearing.restarts.read(in);
        if (version < RELAPSES) {
            return view;
        }
        view.relapse = Relapse.read(in);
        if (in.u8() == 1) {
            view.hearing.cadence = Cadence.read(in);
        }
        if (version >= OUTAGES) {
            view.outages().fall = Fall.read(in);
        }
        return view;
    }
}
