package kz.dabyl.simulator.event;

import java.util.Optional;
import kz.dabyl.model.IncidentKind;

/**
 * No current: what hangs on the mains dies raggedly as its supplies run out and comes back as a new start. Phones live
 * on for as long as the masts' batteries do; where these outlast the cut it is nobody's incident.
 *
 * @param raggedMillis fixed lines and modems die within so long
 * @param mastsMillis masts die within so long, or {@link #MASTS_HOLD}
 */
public record PowerCut(Occurrence when, long raggedMillis, long mastsMillis) implements Event {

    public static final long MASTS_HOLD = Long.MAX_VALUE;

    private static final long MAST_LOT = 1;
    private static final long RETURN_LOT = 2;
    private static final long RETURN_MILLIS = 60_000;

    @Override
    public Optional<IncidentKind> truth() {
        return mastsMillis == MASTS_HOLD ? Optional.empty() : Optional.of(IncidentKind.OUTAGE);
    }

    @Override
    public Optional<String> reason() {
        return Optional.of("power");
    }

    @Override
    public Span downtime(Traits probe) {
        var onMains = probe.kind() == ProbeKind.FIXED || probe.kind() == ProbeKind.MODEM;
        if (!onMains || !when.scope().covers(probe.home())) {
            return Span.NEVER;
        }
        var span = when.span();
        var from = span.start() + (long) (raggedMillis * probe.draw(when.salt()));
        var back =
                span.isOpen() ? Span.OPEN : span.end() + (long) (RETURN_MILLIS * probe.draw(when.salt() + RETURN_LOT));
        return new Span(from, back);
    }

    @Override
    public boolean connects(Moment moment) {
        if (mastsMillis == MASTS_HOLD || !when.holds(moment)) {
            return true;
        }
        var mast = Draws.uniform(when.salt() + MAST_LOT, Draws.key(moment.cell()));
        return moment.time() < when.span().start() + (long) (mastsMillis * mast);
    }
}
