package kz.dabyl.detector.core.scopes;

import java.util.HashMap;
import java.util.Map;
import kz.dabyl.detector.core.rules.Slowness;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * What judges see of one hop: the cells as they stand after it, as each signal shows them, and what was found in them. Whatever
 * one of them has asked for the next one gets as it is, so one view serves all who judge a hop, and none outlives it. Not
 * thread-safe.
 */
public final class HopView {

    final World world;
    final Findings findings;

    /** Those that somebody asked for, by the thresholds that say what is slow. */
    private final Map<Signal, Landscape> landscapes = new HashMap<>();

    private @Nullable Thresholds landscapesBy;

    /** The hop that {@code world} shows now. */
    public HopView(World world) {
        this.world = world;
        this.findings = new Findings(world);
    }

    long hop() {
        return world.hop();
    }

    /** The cells as {@code signal} shows them; those without anybody to tell are left out. */
    public Landscape landscape(Signal signal, Thresholds thresholds) {
        if (signal.isSilence()) {
            return silence();
        }
        if (landscapesBy == null || !Slowness.isSameBy(landscapesBy, thresholds)) {
            landscapes.clear();
            landscapesBy = thresholds;
        }
        return landscapes.computeIfAbsent(
                signal, s -> Afflictions.of(s, world.cells().values(), thresholds, world.hop()));
    }

    /** The cells as the silence of their probes shows them. */
    Landscape silence() {
        return new Landscape(Signal.SILENCE, world.cells(), world.index().areas(), world.hop());
    }

    public Findings findings() {
        return findings;
    }

    public World world() {
        return world;
    }
}
