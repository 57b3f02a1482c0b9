package kz.dabyl.simulator;

import java.util.List;
import java.util.stream.Stream;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Ping;
import kz.dabyl.simulator.event.Event;
import kz.dabyl.simulator.event.Moment;
import kz.dabyl.simulator.event.ProbeKind;
import kz.dabyl.simulator.event.Span;
import kz.dabyl.simulator.event.Target;
import kz.dabyl.simulator.event.Traits;

/**
 * An ordinary day and all events on top of it, each answering in turn; which of them have an answer to a question is
 * found out once. Invented probes live outside of it.
 */
final class World {

    private static final double WORST_LOSS = 0.95;

    private final Air air;
    private final List<Event> events;
    private final Event[] connecting;
    private final Event[] reaching;
    private final Event[] ticking;
    private final Event[] losing;
    private final Event[] delaying;
    private final Event[] updating;
    private final Event[] moving;
    private final Event[] skewing;
    private final Event[] lulling;
    private final Event[] answering;

    World(Scenario scenario, long seed) {
        this.air = new Air(scenario, seed);
        this.events = scenario.events();
        this.connecting = withAnswerTo("connects");
        this.reaching = withAnswerTo("reachesCollector");
        this.ticking = withAnswerTo("ticks");
        this.losing = withAnswerTo("loss");
        this.delaying = withAnswerTo("delay");
        this.updating = withAnswerTo("software");
        this.moving = withAnswerTo("cell");
        this.skewing = withAnswerTo("clockError");
        this.lulling = withAnswerTo("sleepiness");
        this.answering = withAnswerTo("ping");
    }

    /** The events that have a method of this name of their own; all others leave things as they are. */
    private Event[] withAnswerTo(String question) {
        return events.stream()
                .filter(event -> Stream.of(event.getClass().getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals(question)))
                .toArray(Event[]::new);
    }

    /** Whether packets get through the cell at all. */
    boolean connects(Moment moment) {
        if (forged(moment)) {
            return true;
        }
        for (var event : connecting) {
            if (!event.connects(moment)) {
                return false;
            }
        }
        return air.connects(moment);
    }

    /** Whether a report would reach its collector. */
    boolean delivers(Moment moment) {
        for (var event : reaching) {
            if (!event.reachesCollector(moment)) {
                return false;
            }
        }
        return connects(moment);
    }

    boolean ticks(String collector, long time) {
        for (var event : ticking) {
            if (!event.ticks(collector, time)) {
                return false;
            }
        }
        return true;
    }

    /** Share of reports lost on the air, where the probe usually loses {@code usual}. */
    double loss(Moment moment, double usual) {
        if (forged(moment)) {
            return usual;
        }
        var loss = usual * air.wave(moment);
        for (var event : losing) {
            loss += event.loss(moment);
        }
        return Math.min(WORST_LOSS, loss);
    }

    double delay(Moment moment) {
        var delay = 1.0;
        for (var event : delaying) {
            delay *= event.delay(moment);
        }
        return forged(moment) ? 1 : delay;
    }

    /** When the probe does not run, one span for each event that stops it. */
    List<Span> downtimes(Traits probe) {
        return events.stream()
                .map(event -> event.downtime(probe))
                .filter(span -> !span.equals(Span.NEVER))
                .toList();
    }

    String software(Traits probe, long time) {
        var software = probe.software();
        for (var event : updating) {
            software = event.software(probe, time, software);
        }
        return software;
    }

    Cell cell(Traits probe, long time, Cell usual) {
        var cell = usual;
        for (var event : moving) {
            cell = event.cell(probe, time, cell);
        }
        return cell;
    }

    long clockError(Traits probe, long time) {
        var error = 0L;
        for (var event : skewing) {
            error += event.clockError(probe, time);
        }
        return error;
    }

    double sleepiness(Moment moment) {
        var factor = 1.0;
        for (var event : lulling) {
            factor *= event.sleepiness(moment);
        }
        return factor;
    }

    Ping ping(Moment moment, Target target, Ping usual) {
        if (forged(moment)) {
            return usual;
        }
        var ping = usual;
        for (var event : answering) {
            ping = event.ping(moment, target, ping);
        }
        return ping;
    }

    private static boolean forged(Moment moment) {
        return moment.probe().kind() == ProbeKind.FORGED;
    }
}
