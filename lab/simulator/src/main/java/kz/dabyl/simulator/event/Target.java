package kz.dabyl.simulator.event;

import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.TargetClass;
import kz.dabyl.model.Tls;
import org.jspecify.annotations.Nullable;

/**
 * Something that probes try, and how it answers on an ordinary day.
 *
 * @param name {@code class/name} as in reports
 * @param rttMillis median round trip from a phone at home
 * @param kbps median throughput, NaN where it is not measured
 * @param tls certificate, where TLS is spoken
 */
public record Target(
        String name,
        TargetClass targetClass,
        double rttMillis,
        double kbps,
        @Nullable Tls tls) {

    public Ping answered(double measuredRttMillis, double measuredKbps) {
        return new Ping(name, true, measuredRttMillis, null, measuredKbps, tls);
    }

    public Ping failed(PingError error) {
        return Ping.failed(name, error);
    }
}
