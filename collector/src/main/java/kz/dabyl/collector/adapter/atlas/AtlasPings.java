package kz.dabyl.collector.adapter.atlas;

import java.util.List;
import java.util.OptionalDouble;
import kz.dabyl.model.Ping;

/** Makes pings of what several results have in common. */
final class AtlasPings {

    /** An hour, more than a report may say. */
    static final double MAX_RTT_MILLIS = 3_600_000;

    private AtlasPings() {}

    static Ping answered(String target, OptionalDouble rttMillis) {
        return Ping.answered(target, rttMillis.orElse(Double.NaN));
    }

    /** One result of several tries: the first that succeeded, else how the first failed. */
    static Ping best(List<Ping> tries) {
        return tries.stream().filter(Ping::ok).findFirst().orElseGet(() -> tries.get(0));
    }
}
