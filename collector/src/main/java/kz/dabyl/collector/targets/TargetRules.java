package kz.dabyl.collector.targets;

import java.util.List;
import java.util.Optional;
import kz.dabyl.model.targets.Target;
import kz.dabyl.model.targets.TargetList;
import kz.dabyl.runtime.secrets.SigningKey;

/** What probes are asked to measure, and the key by which they know that this deployment asks them. */
public record TargetRules(List<Target> targets, SigningKey key) {

    private static final String PURPOSE = "dabyl targets, version 1";

    /** Signed by a key that {@code secret} gives, the same for all collectors of a deployment. */
    public static TargetRules of(Optional<List<Target>> targets, byte[] secret) {
        return new TargetRules(targets.orElse(TargetList.USUAL), new SigningKey(secret, PURPOSE));
    }

    public TargetRules {
        targets = List.copyOf(targets);
    }
}
