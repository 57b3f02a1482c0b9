package kz.dabyl.simulator;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.TargetClass;
import kz.dabyl.simulator.event.Moment;
import kz.dabyl.simulator.event.Pings;
import kz.dabyl.simulator.event.ProbeKind;
import kz.dabyl.simulator.event.Target;

/** Tries targets once, as a probe does for a report. Stateless but for the chance that each call brings along. */
final class Pinger {

    private static final double RTT_SPREAD = 0.2;
    /** Share of round trips that take far longer than the others, and by how much. */
    private static final double SPIKES = 0.01;

    private static final double MAX_SPIKE = 5;
    private static final double KBPS_SPREAD = 0.35;
    private static final double USUAL_FAILURES = 0.002;
    /** A ping is tried again before it counts as failed, a report on the way to its collector too late for that. */
    private static final double FAILURES_PER_LOSS = 0.15;

    private static final double ABROAD_MILLIS = 100;
    private static final double MIN_RTT_MILLIS = 1;

    private final World world;
    private final DayCurve day;

    Pinger(World world, DayCurve day) {
        this.world = world;
        this.day = day;
    }

    /**
     * @param targets what to try
     * @param online whether packets get out at all
     * @param loss share of packets that get lost
     */
    List<Ping> round(List<Target> targets, Moment moment, boolean online, double loss, Chance chance) {
        var pings = new ArrayList<Ping>(targets.size());
        var load = day.load(moment.time());
        for (var target : targets) {
            if (!online) {
                pings.add(target.failed(offline(chance)));
            } else if (chance.happens(USUAL_FAILURES + FAILURES_PER_LOSS * loss)) {
                pings.add(target.failed(PingError.TIMEOUT));
            } else {
                pings.add(world.ping(
                        moment, target, answered(target, moment.probe().kind(), load, chance)));
            }
        }
        return pings;
    }

    private static PingError offline(Chance chance) {
        var lot = chance.below(10);
        return lot < 6 ? PingError.TIMEOUT : lot < 8 ? PingError.DNS : PingError.UNREACHABLE;
    }

    private static Ping answered(Target target, ProbeKind kind, double load, Chance chance) {
        var busy = kind == ProbeKind.PHONE || kind == ProbeKind.MODEM ? load : load / 3;
        var spike = chance.happens(SPIKES) ? 1 + MAX_SPIKE * chance.next() : 1;
        var rtt = median(target, kind) * (0.9 + 0.35 * busy) * spike * StrictMath.exp(RTT_SPREAD * chance.gaussian());
        var kbps = Double.isNaN(target.kbps())
                ? Double.NaN
                : target.kbps() * (1.1 - 0.35 * busy) * StrictMath.exp(KBPS_SPREAD * chance.gaussian());
        return target.answered(Pings.millis(Math.max(MIN_RTT_MILLIS, rtt)), Pings.kbps(kbps));
    }

    private static double median(Target target, ProbeKind kind) {
        return switch (kind) {
            case PHONE, FORGED -> target.rttMillis();
            case MODEM -> target.rttMillis() * 0.9;
            case FIXED -> target.rttMillis() * 0.65;
            case WITNESS ->
                target.targetClass() == TargetClass.DOMESTIC || target.targetClass() == TargetClass.SITE
                        ? target.rttMillis() + ABROAD_MILLIS
                        : target.rttMillis() * 0.25;
        };
    }
}
