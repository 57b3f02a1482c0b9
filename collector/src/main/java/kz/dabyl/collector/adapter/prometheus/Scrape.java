package kz.dabyl.collector.adapter.prometheus;

import java.util.Optional;
import kz.dabyl.collector.gateway.Origin;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import org.jspecify.annotations.Nullable;

/**
 * What one scrape of a blackbox_exporter said of one target. Nothing until {@code probe_success} is among it. Not
 * thread-safe.
 */
final class Scrape {

    private static final double MAX_SECONDS = 3_600;
    private static final int NOT_SAID = -1;

    private final String target;
    private int line;
    private @Nullable Origin origin;
    private boolean success;
    private double icmpRtt = Double.NaN;
    private double connect = Double.NaN;
    private double duration = Double.NaN;
    private double lookup = Double.NaN;
    private double protocol = NOT_SAID;
    private double httpStatus = NOT_SAID;

    Scrape(String target) {
        this.target = target;
    }

    /**
     * What a series says.
     *
     * @param line its number in the request
     * @param phase its label of that name
     */
    record Said(int line, String name, String phase, double value) {}

    void take(Said said, Origin from) {
        var value = said.value();
        switch (said.name()) {
            case "probe_success" -> {
                success = value > 0;
                origin = from;
                line = said.line();
            }
            case "probe_icmp_duration_seconds" -> icmpRtt = said.phase().equals("rtt") ? value : icmpRtt;
            case "probe_http_duration_seconds" -> connect = said.phase().equals("connect") ? value : connect;
            case "probe_duration_seconds" -> duration = value;
            case "probe_dns_lookup_time_seconds" -> lookup = value;
            case "probe_ip_protocol" -> protocol = value;
            case "probe_http_status_code" -> httpStatus = value;
            default -> {
                // Other series say nothing about the way to the target.
            }
        }
    }

    /** Who measured, if it was said whether it worked. */
    Optional<Origin> origin() {
        return Optional.ofNullable(origin);
    }

    /** The number of the series that said whether it worked. */
    int line() {
        return line;
    }

    Ping ping() {
        return success
                ? new Ping(target, true, rttMillis(), null, Double.NaN, null)
                : new Ping(target, false, Double.NaN, error(), Double.NaN, null);
    }

    /** One round trip where the exporter measured it, else all that the probe took but for the look-up of the name. */
    private double rttMillis() {
        if (isTime(icmpRtt)) {
            return 1000 * icmpRtt;
        }
        if (isTime(connect)) {
            return 1000 * connect;
        }
        var rest = isTime(lookup) ? duration - lookup : duration;
        return isTime(rest) ? 1000 * rest : Double.NaN;
    }

    private static boolean isTime(double seconds) {
        return seconds > 0 && seconds <= MAX_SECONDS;
    }

    /** The exporter says little about why; what it does not say stays unknown. */
    private @Nullable PingError error() {
        if (protocol == 0) {
            return PingError.DNS;
        }
        return httpStatus > 0 ? PingError.HTTP : null;
    }
}
