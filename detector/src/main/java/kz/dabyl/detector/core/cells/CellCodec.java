package kz.dabyl.detector.core.cells;

import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/** A cell within the folds' stored states. */
public final class CellCodec {

    private CellCodec() {}

    public static void write(WireOutput out, Cell cell) {
        out.string(cell.place());
        out.string(cell.network());
        out.u8(cell.access() == Access.MOBILE ? 1 : 0);
    }

    public static Cell read(WireInput in) {
        return new Cell(in.string(), in.string(), in.u8() == 1 ? Access.MOBILE : Access.FIXED);
    }
}
