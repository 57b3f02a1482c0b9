package kz.dabyl.collector.adapter.ooni;

import kz.dabyl.collector.adapter.Field;

/** What a test's steps tell of time and throughput. Their times are seconds since the test began. */
final class Timing {

    /** Of either sign: a clock may be set during a test. */
    private static final double MAX_SECONDS = 86_400;

    private static final double MAX_BYTES = 1e12;
    private static final double MILLIS = 1000;
    private static final double BITS_OF_KILOBIT = 1000;

    private Timing() {}

    /**
     * The shortest connection in milliseconds: one round trip. Only newer software says when a connection began; NaN of others.
     */
    static double rttMillis(Field keys) {
        var shortest = Double.NaN;
        for (var connection : keys.at("tcp_connect").elements()) {
            var from = connection.at("t0").number(-MAX_SECONDS, MAX_SECONDS);
            var to = connection.at("t").number(-MAX_SECONDS, MAX_SECONDS);
            if (from.isPresent() && to.isPresent() && to.getAsDouble() > from.getAsDouble() && connected(connection)) {
                var millis = MILLIS * (to.getAsDouble() - from.getAsDouble());
                shortest = Double.isNaN(shortest) ? millis : Math.min(shortest, millis);
            }
        }
        return shortest;
    }

    private static boolean connected(Field connection) {
        return Failures.in(connection.at("status").at("failure")).isEmpty();
    }

    /**
     * Throughput in kbit/s of a page that did not come to its end: what was read over the time of reading, 0 where no reading
     * is on record.
     */
    static double throttledKbps(Field keys) {
        var bytes = 0.0;
        var first = Double.NaN;
        var last = Double.NaN;
        for (var event : keys.at("network_events").elements()) {
            if (event.at("operation").text().orElse("").equals("read")) {
                var time = event.at("t").number(-MAX_SECONDS, MAX_SECONDS);
                bytes += event.at("num_bytes").number(0, MAX_BYTES).orElse(0);
                first = Double.isNaN(first) ? time.orElse(first) : first;
                last = time.orElse(last);
            }
        }
        return last > first ? 8 * bytes / BITS_OF_KILOBIT / (last - first) : 0;
    }
}
