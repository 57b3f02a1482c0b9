package kz.dabyl.detector.tuning.history;

import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/** A cell as one collector hears it and one partition tells of it. */
record Source(int partition, Cell cell, String collector) {

    void write(WireOutput out) {
        out.varint(partition);
        out.string(cell.place());
        out.string(cell.network());
        out.u8(cell.access() == Access.MOBILE ? 1 : 0);
        out.string(collector);
    }

    static Source read(WireInput in) {
        return new Source(
                in.varint32(),
                new Cell(in.string(), in.string(), in.u8() == 1 ? Access.MOBILE : Access.FIXED),
                in.string());
    }
}
