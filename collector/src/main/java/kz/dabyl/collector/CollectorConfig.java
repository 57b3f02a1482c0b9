package kz.dabyl.collector;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import kz.dabyl.collector.admission.Limits;
import kz.dabyl.collector.log.LedgerConfig;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.collector.rules.StartRules;
import kz.dabyl.collector.targets.TargetRules;
import kz.dabyl.runtime.secrets.SigningKey;

/**
 * What a collector needs to know.
 *
 * @param collectorId names this collector in the log; the same over restarts, of no other collector, since there is one
 *     writer for each name
 * @param rules thresholds and rallies that it is given at its start
 * @param targets what its probes are asked to measure
 */
public record CollectorConfig(
        String collectorId, TimeMode timeMode, Limits limits, StartRules rules, TargetRules targets) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public CollectorConfig {
        if (!ID.matcher(collectorId).matches()) {
            throw new IllegalArgumentException(
                    "collector-id must be 1 to 64 letters, digits, '.', '_' or '-', was '" + collectorId + "'");
        }
    }

    /** With what is usual, and a key for targets that holds as long as this process. */
    public static CollectorConfig of(String collectorId, TimeMode timeMode) {
        var secret = new byte[SigningKey.MIN_BYTES];
        new SecureRandom().nextBytes(secret);
        return new CollectorConfig(
                collectorId, timeMode, Limits.DEFAULT, StartRules.NONE, TargetRules.of(Optional.empty(), secret));
    }

    LedgerConfig ledger() {
        return new LedgerConfig(collectorId, timeMode, limits.rememberedProbes());
    }
}
