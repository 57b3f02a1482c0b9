package kz.dabyl.simulator.event;

import java.util.Optional;
import java.util.Set;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Tls;

/**
 * Somebody answers TLS in the name of certain targets, with a certificate of his own.
 *
 * @param targets which, by name
 * @param tls what he shows
 */
public record TlsInterception(Occurrence when, Set<String> targets, Tls tls) implements Event {

    public TlsInterception {
        targets = Set.copyOf(targets);
    }

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.of(IncidentKind.TLS_INTERCEPTION);
    }

    @Override
    public Optional<String> reason() {
        return Optional.of(tls.issuer());
    }

    @Override
    public boolean touches(Target target) {
        return target.tls() != null && targets.contains(target.name());
    }

    @Override
    public Ping ping(Moment moment, Target target, Ping usual) {
        return usual.ok() && usual.tls() != null && targets.contains(target.name()) && when.holds(moment)
                ? Pings.signedBy(usual, tls)
                : usual;
    }
}
