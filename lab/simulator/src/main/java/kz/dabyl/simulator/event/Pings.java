package kz.dabyl.simulator.event;

import kz.dabyl.model.Ping;
import kz.dabyl.model.Tls;

/** Results of pings as an event changes them, with the precision that a probe reports. */
public final class Pings {

    private Pings() {}

    /** To a tenth of a millisecond. */
    public static double millis(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** To a whole kbit/s, at least one; NaN stays NaN. */
    public static double kbps(double value) {
        return Double.isNaN(value) ? value : Math.max(1, Math.rint(value));
    }

    static Ping slower(Ping ping, double rttFactor, double kbpsFactor) {
        return new Ping(
                ping.target(),
                true,
                millis(ping.rttMillis() * rttFactor),
                null,
                kbps(ping.kbps() * kbpsFactor),
                ping.tls());
    }

    static Ping signedBy(Ping ping, Tls tls) {
        return new Ping(ping.target(), true, ping.rttMillis(), null, ping.kbps(), tls);
    }
}
