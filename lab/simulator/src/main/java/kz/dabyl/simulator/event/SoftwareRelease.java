package kz.dabyl.simulator.event;

import java.util.Optional;
import kz.dabyl.model.IncidentKind;

/**
 * All probes of one version are replaced by the next: silent together wherever they are, while other versions live on.
 *
 * @param from the version that goes, as {@code name/version}
 * @param to the version that comes
 * @param spreadMillis the probes go down one by one over so long
 * @param downMillis each is gone for half to one and a half times so long
 */
public record SoftwareRelease(Occurrence when, String from, String to, long spreadMillis, long downMillis)
        implements Event {

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.empty();
    }

    @Override
    public Span downtime(Traits probe) {
        return probe.software().equals(from) ? FleetRestart.restart(when, probe, spreadMillis, downMillis) : Span.NEVER;
    }

    @Override
    public String software(Traits probe, long time, String usual) {
        return usual.equals(from) && time >= downtime(probe).end() ? to : usual;
    }
}
