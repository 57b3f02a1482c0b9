package kz.dabyl.bench.detection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.detector.tuning.Finding;
import kz.dabyl.model.LogEntry;

/** The straw men, side by side over one log: what they would have called an incident. Not thread-safe. */
final class Rivals {

    static final long STEP_MILLIS = 5_000;

    private static final long FORGET_EVERY_MILLIS = 3_600_000;

    private final KnownProbes known;
    private final Map<Rule, Alarms> rules = new LinkedHashMap<>();
    private long next = Long.MIN_VALUE;

    Rivals(KnownProbes known, List<Rule> rules) {
        this.known = known;
        rules.forEach(rule -> this.rules.put(rule, new Alarms(rule.name())));
    }

    /** All of them. */
    static List<Rule> all() {
        return List.of(new RatioRule(), new MedianRule(), new BurstRule(), new CusumRule());
    }

    /** Takes the next entry. Time is the foremost tick: that a collector falls behind is nothing that these rules know of. */
    void accept(LogEntry entry) {
        if (entry instanceof LogEntry.Received received) {
            known.accept(received);
        } else if (entry instanceof LogEntry.Tick tick && tick.time() >= next) {
            var now = tick.time() - Math.floorMod(tick.time(), STEP_MILLIS);
            next = now + STEP_MILLIS;
            rules.forEach((rule, alarms) -> rule.look(now, known, alarms));
            if (now % FORGET_EVERY_MILLIS == 0) {
                known.forget(now);
            }
        }
    }

    /** What each rule found, by its name. */
    Map<String, List<Finding>> findings() {
        var findings = new LinkedHashMap<String, List<Finding>>();
        rules.forEach((rule, alarms) -> findings.put(rule.name(), alarms.findings()));
        return findings;
    }
}
