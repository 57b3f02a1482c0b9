package kz.dabyl.simulator.event;

import java.util.Optional;
import kz.dabyl.model.IncidentKind;

/**
 * Cells that take no packets: a shutdown, one network's outage, a full cut with fixed lines, a country's blackout. They
 * differ in scope and in what they are called.
 *
 * @param kind what a detector should call it
 * @param rampMillis the cells lose their probes one by one over so long
 * @param leak share of ten-second slots of each probe in which traffic passes all the same
 */
public record Cut(Occurrence when, IncidentKind kind, long rampMillis, double leak, Flapping flapping)
        implements Event {

    /**
     * A line that comes and goes.
     *
     * @param periodMillis a cut and the pause after it, 0 for a steady cut
     * @param pause share of each period in which the line is back
     */
    public record Flapping(long periodMillis, double pause) {

        public static final Flapping STEADY = new Flapping(0, 0);

        boolean pausesAfter(long sinceMillis) {
            return periodMillis > 0 && sinceMillis % periodMillis >= periodMillis * (1 - pause);
        }
    }

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.of(kind);
    }

    /** An outage may be by lost power too. */
    @Override
    public Optional<String> reason() {
        return kind == IncidentKind.OUTAGE ? Optional.of("cut") : Optional.empty();
    }

    @Override
    public boolean connects(Moment moment) {
        if (!when.holds(moment)) {
            return true;
        }
        var since = moment.time() - when.span().start();
        return since < rampMillis * moment.probe().draw(when.salt())
                || flapping.pausesAfter(since)
                || moment.drawForSlot(when.salt()) < leak;
    }
}
