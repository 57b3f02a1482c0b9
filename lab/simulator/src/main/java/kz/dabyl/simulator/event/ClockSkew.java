package kz.dabyl.simulator.event;

import java.util.Optional;
import kz.dabyl.model.IncidentKind;

/**
 * Clocks that step: a wrong time server, a changed zone, a daylight-saving hour. They step back when it ends.
 *
 * @param share share of the probes at home in the scope
 * @param offsetMillis by what their clocks are ahead
 * @param scatterMillis each differs by up to so much more or less
 */
public record ClockSkew(Occurrence when, double share, long offsetMillis, long scatterMillis) implements Event {

    private static final long SCATTER_LOT = 1;

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.empty();
    }

    @Override
    public long clockError(Traits probe, long time) {
        var skewed = when.span().contains(time) && when.scope().covers(probe.home()) && probe.draw(when.salt()) < share;
        return skewed ? offsetMillis + (long) (scatterMillis * (2 * probe.draw(when.salt() + SCATTER_LOT) - 1)) : 0;
    }
}
