package kz.dabyl.model;

import org.jspecify.annotations.Nullable;

/**
 * Result of trying one target once.
 *
 * @param target {@code class/name}, class one of {@link TargetClass}
 * @param ok whether it answered
 * @param rttMillis round trip in milliseconds, NaN where not measured
 * @param error why it did not answer, where known
 * @param kbps throughput in kbit/s, NaN where not measured
 * @param tls certificate seen, where TLS was spoken
 */
public record Ping(
        String target,
        boolean ok,
        double rttMillis,
        @Nullable PingError error,
        double kbps,
        @Nullable Tls tls) {

    /** A target that answered. */
    public static Ping answered(String target, double rttMillis) {
        return new Ping(target, true, rttMillis, null, Double.NaN, null);
    }

    /** A target that did not answer. */
    public static Ping failed(String target, PingError error) {
        return new Ping(target, false, Double.NaN, error, Double.NaN, null);
    }

    /** Class of the target. */
    public TargetClass targetClass() {
        return TargetClass.ofTarget(target).orElseThrow();
    }
}
