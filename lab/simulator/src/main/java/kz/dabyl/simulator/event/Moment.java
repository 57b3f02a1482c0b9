package kz.dabyl.simulator.event;

import kz.dabyl.model.Cell;

/**
 * A probe at a time in a cell: what questions about the world are asked for.
 *
 * @param time true time, epoch milliseconds
 */
public record Moment(long time, Traits probe, Cell cell) {

    private static final long SLOT_MILLIS = 10_000;

    /** Uniform from 0 to 1, drawn anew at every millisecond. */
    public double draw(long salt) {
        return Draws.uniform(probe.salt() ^ salt, time);
    }

    /** Uniform from 0 to 1, drawn anew every ten seconds: a request and its answer share their luck. */
    public double drawForSlot(long salt) {
        return Draws.uniform(probe.salt() ^ salt, time / SLOT_MILLIS);
    }

    public Moment at(long otherTime) {
        return new Moment(otherTime, probe, cell);
    }
}
