package kz.dabyl.simulator.event;

import java.util.Optional;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;

/**
 * Too many phones for the masts: loss and round trips rise by degrees for every target alike, and fall again. Reports
 * still come.
 *
 * @param riseMillis how long it takes to reach the peak, and to leave it
 * @param peakLoss additional share of lost reports at the peak
 * @param rttFactor by what round trips grow at the peak
 */
public record Congestion(Occurrence when, long riseMillis, double peakLoss, double rttFactor) implements Event {

    private static final long FAILURE_LOT = 1;
    private static final double LEAST_SHARE = 0.6;

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.empty();
    }

    @Override
    public double loss(Moment moment) {
        return peakLoss * level(moment);
    }

    @Override
    public double delay(Moment moment) {
        return 1 + (rttFactor - 1) * level(moment);
    }

    @Override
    public Ping ping(Moment moment, Target target, Ping usual) {
        var level = level(moment);
        if (level == 0 || !usual.ok()) {
            return usual;
        }
        // A ping is tried again before it counts as failed.
        var failure = peakLoss * peakLoss * level;
        if (moment.draw(when.salt() + FAILURE_LOT + target.name().hashCode()) < failure) {
            return target.failed(PingError.TIMEOUT);
        }
        var factor = 1
                + (rttFactor - 1)
                        * level
                        * (0.5 + moment.draw(when.salt() + target.name().hashCode()));
        return Pings.slower(usual, factor, 1 / factor);
    }

    /** 0 to 1; masts differ in how far they are overrun. */
    private double level(Moment moment) {
        if (!when.holds(moment)) {
            return 0;
        }
        var span = when.span();
        var rise = Math.max(1, riseMillis);
        var up = Math.min(1, (double) (moment.time() - span.start()) / rise);
        var down = span.isOpen() ? 1.0 : Math.min(1, (double) (span.end() - moment.time()) / rise);
        var mast = Draws.uniform(when.salt(), Draws.key(moment.cell()));
        return Math.min(up, down) * (LEAST_SHARE + (1 - LEAST_SHARE) * mast);
    }
}
