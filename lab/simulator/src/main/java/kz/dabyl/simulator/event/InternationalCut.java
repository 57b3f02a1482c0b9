package kz.dabyl.simulator.event;

import java.util.Optional;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.TargetClass;

/** Only domestic targets answer; reports get out by a path inside the country. */
public record InternationalCut(Occurrence when) implements Event {

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.of(IncidentKind.INTERNATIONAL_CUT);
    }

    @Override
    public boolean touches(Target target) {
        return target.targetClass() != TargetClass.DOMESTIC;
    }

    @Override
    public Ping ping(Moment moment, Target target, Ping usual) {
        return usual.ok() && touches(target) && when.holds(moment) ? target.failed(PingError.TIMEOUT) : usual;
    }
}
