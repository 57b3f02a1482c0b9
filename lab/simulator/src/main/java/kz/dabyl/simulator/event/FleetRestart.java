package kz.dabyl.simulator.event;

import java.util.Optional;
import kz.dabyl.model.IncidentKind;

/**
 * The whole fleet starts anew, by an update of its configuration say.
 *
 * @param spreadMillis the probes go down one by one over so long
 * @param downMillis each is gone for half to one and a half times so long
 */
public record FleetRestart(Occurrence when, long spreadMillis, long downMillis) implements Event {

    private static final long BACK_LOT = 1;

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.empty();
    }

    @Override
    public Span downtime(Traits probe) {
        return when.scope().covers(probe.home()) ? restart(when, probe, spreadMillis, downMillis) : Span.NEVER;
    }

    static Span restart(Occurrence when, Traits probe, long spreadMillis, long downMillis) {
        var from = when.span().start() + (long) (spreadMillis * probe.draw(when.salt()));
        return new Span(from, from + (long) (downMillis * (0.5 + probe.draw(when.salt() + BACK_LOT))));
    }
}
