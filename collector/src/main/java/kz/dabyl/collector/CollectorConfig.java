package kz.dabyl.collector;

import java.util.regex.Pattern;

/**
 * What a collector needs to know.
 *
 * @param collectorId names this collector in the log; the same over restarts, of no other collector, since there is one
 *     writer for each name
 * @param rules thresholds and rallies that it is given at its start
 */
public record CollectorConfig(String collectorId, TimeMode timeMode, Limits limits, StartRules rules) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public CollectorConfig {
        if (!ID.matcher(collectorId).matches()) {
            throw new IllegalArgumentException(
                    "collector-id must be 1 to 64 letters, digits, '.', '_' or '-', was '" + collectorId + "'");
        }
    }

    public static CollectorConfig of(String collectorId, TimeMode timeMode) {
        return new CollectorConfig(collectorId, timeMode, Limits.DEFAULT, StartRules.NONE);
    }
}
