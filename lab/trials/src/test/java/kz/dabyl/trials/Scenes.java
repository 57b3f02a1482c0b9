package kz.dabyl.trials;

import java.util.HashMap;
import java.util.Map;
import kz.dabyl.simulator.Scenarios;

/** Shipped scenarios, each simulated once for a seed, whatever is asked of it and how often. Not thread-safe. */
final class Scenes {

    private final Map<Key, ScenarioRun> runs = new HashMap<>();
    private final Map<String, Audit> audits = new HashMap<>();

    private record Key(String scenario, long seed) {}

    /** What the detector makes of a scenario. */
    ScenarioRun run(String scenario, long seed) {
        return runs.computeIfAbsent(new Key(scenario, seed), key -> ScenarioRun.of(scenario, seed));
    }

    /** What an auditor says of a scenario with seed 1, which costs no simulation where the detector was asked before. */
    Audit audit(String scenario) {
        var run = runs.get(new Key(scenario, 1));
        return run != null
                ? run.audit()
                : audits.computeIfAbsent(scenario, name -> Audit.of(Scenarios.named(name), 1, entry -> {}));
    }
}
