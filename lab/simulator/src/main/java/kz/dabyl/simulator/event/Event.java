package kz.dabyl.simulator.event;

import java.util.Optional;
import kz.dabyl.model.Cell;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Ping;

/**
 * Something that happens in a scenario, on top of an ordinary day. It answers questions about the world, each a pure
 * function of its arguments; what it does not touch it leaves as it was.
 */
public sealed interface Event
        permits Blocking,
                ClockSkew,
                CollectorFailure,
                CollectorUnreachable,
                Congestion,
                Cut,
                FleetRestart,
                ForgedFlood,
                InternationalCut,
                Movement,
                PowerCut,
                SleepWave,
                SoftwareRelease,
                TargetDown,
                TargetHiccups,
                Throttling,
                TlsInterception,
                WifiRefuge {

    Occurrence when();

    /** What a detector should call it, or empty if it should say nothing. */
    Optional<IncidentKind> truth();

    /** How it was done, in a word or a name, where there is more than one way. */
    default Optional<String> reason() {
        return Optional.empty();
    }

    /** Whether it is about this target rather than about the line. */
    default boolean touches(Target target) {
        return false;
    }

    /** Whether the probe's cell takes its packets at all; where not, the probe knows that it is offline. */
    default boolean connects(Moment moment) {
        return true;
    }

    /** Whether a connected probe reaches its collector. */
    default boolean reachesCollector(Moment moment) {
        return true;
    }

    /** Whether this collector is alive and writes its ticks. */
    default boolean ticks(String collector, long time) {
        return true;
    }

    /** Share of reports that get lost on the air in addition to the usual. */
    default double loss(Moment moment) {
        return 0;
    }

    /** By what the time of a report under way is multiplied. */
    default double delay(Moment moment) {
        return 1;
    }

    /** When the probe does not run at all because of this event; it comes back as a new start. */
    default Span downtime(Traits probe) {
        return Span.NEVER;
    }

    /** Version that the probe runs at {@code time}, given what it would run otherwise. */
    default String software(Traits probe, long time, String usual) {
        return usual;
    }

    /** Where the probe is at {@code time}, given where it would be otherwise. */
    default Cell cell(Traits probe, long time, Cell usual) {
        return usual;
    }

    /** By how many milliseconds the probe's clock is ahead, in addition to the usual. */
    default long clockError(Traits probe, long time) {
        return 0;
    }

    /** By what the rate of falling asleep is multiplied. */
    default double sleepiness(Moment moment) {
        return 1;
    }

    /** What trying {@code target} says, given what it would say otherwise. */
    default Ping ping(Moment moment, Target target, Ping usual) {
        return usual;
    }
}
