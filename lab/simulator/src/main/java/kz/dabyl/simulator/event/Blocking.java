package kz.dabyl.simulator.event;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;

/**
 * Certain targets fail in the scope and answer elsewhere.
 *
 * @param targets which, by name
 */
public record Blocking(Occurrence when, Set<String> targets, Method method) implements Event {

    /** How it is done, and how a ping fails by it. */
    public enum Method {
        DNS(PingError.DNS),
        IP(PingError.TIMEOUT),
        TCP(PingError.RESET),
        TLS(PingError.TLS),
        HTTP(PingError.HTTP);

        private final PingError error;

        Method(PingError error) {
            this.error = error;
        }

        /** Word in a scenario file. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Blocking {
        targets = Set.copyOf(targets);
    }

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.of(IncidentKind.BLOCKING);
    }

    @Override
    public Optional<String> reason() {
        return Optional.of(method.word());
    }

    @Override
    public boolean touches(Target target) {
        return targets.contains(target.name());
    }

    @Override
    public Ping ping(Moment moment, Target target, Ping usual) {
        return usual.ok() && touches(target) && when.holds(moment) ? target.failed(method.error) : usual;
    }
}
