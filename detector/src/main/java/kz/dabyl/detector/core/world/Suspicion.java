package kz.dabyl.detector.core.world;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.SourceHealth;
import kz.dabyl.detector.core.rules.Memory;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.model.HopSummary;

/**
 * Finds collectors that fail although they tick, and software that fails wherever it runs: their probes fall silent alike
 * over unrelated areas while others' probes of the same cells live.
 *
 * <p>For each of them the number of its probes silent of late is held against what the others' probes in the same cells
 * lead to expect, see {@link Charge}. Where it has a cell to itself nothing can be told from there. Whoever is suspect stays
 * so until half of its probes are back or the others follow them: those who were missed at first are not of late for long.
 */
final class Suspicion {

    /** Others than those who fail fall asleep meanwhile: the longer it is, the more. */
    static final long WINDOW_HOPS = 5 * 60_000 / HopSummary.HOP_MILLIS;

    static final double LEAST_SILENT = 4;
    static final double LEAST_OTHERS = 4;
    static final double LEAST_SHARE = 0.08;
    static final double TIMES_EXPECTED = 3;

    private Suspicion() {}

    /**
     * Finds anew who is suspect as of {@code hop}, and tells {@code health}. Nobody is who has nobody to be compared with.
     *
     * @param cells in their order
     */
    static void renew(List<CellView> cells, long hop, SourceHealth health) {
        var several = new Several();
        for (var view : cells) {
            if (several.both()) {
                break;
            }
            view.latest().forEach(several::see);
        }
        var collectors = health.lateCollectors();
        var versions = health.lateVersions();
        // Whoever was suspect of late is looked for anyhow.
        var asked = several.only(collectors.isEmpty(), versions.isEmpty());
        var bound = SuspicionPrefilter.of(cells, hop, health, asked);
        health.suspect(
                several.collectors && (!collectors.isEmpty() || bound.collectorMayFail())
                        ? of(cells, hop, Trait.COLLECTOR, collectors)
                        : Set.of(),
                several.versions && (!versions.isEmpty() || bound.versionMayFail())
                        ? of(cells, hop, Trait.VERSION, versions)
                        : Set.of());
        if (!health.suspectCollectors().isEmpty() || !health.suspectVersions().isEmpty()) {
            // Those who were looked at to find that out are judged by what was found.
            cells.forEach(CellView::lookAgain);
        }
    }

    /**
     * Those that are suspect.
     *
     * @param already those that were suspect of late
     */
    static Set<String> of(Collection<CellView> cells, long hop, Trait trait, Set<String> already) {
        var suspects = new TreeSet<String>();
        charges(cells, hop, trait, WINDOW_HOPS, charged(cells, hop, trait)).forEach((name, charge) -> {
            if (charge.holds()) {
                suspects.add(name);
            }
        });
        if (!suspects.containsAll(already)) {
            charges(cells, hop, trait, Memory.LONGEST_REMEMBERED_HOPS, already).forEach((name, charge) -> {
                if (charge.stands()) {
                    suspects.add(name);
                }
            });
        }
        return suspects;
    }

    /** The collectors of whose probes most are silent. */
    static Set<String> mostlySilent(Collection<CellView> cells, long hop, long window) {
        var silent = new HashMap<String, Double>();
        for (var view : cells) {
            for (var presence : view.presences()) {
                if (presence.lives()) {
                    silent.merge(presence.collector(), -Shares.MOST * presence.weight(), Double::sum);
                } else if (Charge.silentOfLate(presence, hop, window)) {
                    silent.merge(presence.collector(), (1 - Shares.MOST) * presence.weight(), Double::sum);
                }
            }
        }
        silent.values().removeIf(more -> more < 0);
        return silent.keySet();
    }

    /**
     * Those of whom so many have been silent of late, in so many areas, that a charge may hold. They are few, though anybody can
     * make up versions: the others need not be held against their neighbours one by one.
     */
    private static Set<String> charged(Collection<CellView> cells, long hop, Trait trait) {
        var silent = new HashMap<String, Map<String, Double>>();
        for (var view : cells) {
            for (var presence : view.presences()) {
                if (Charge.silentOfLate(presence, hop, WINDOW_HOPS)) {
                    silent.computeIfAbsent(trait.of(presence), name -> new HashMap<>())
                            .merge(view.area(), presence.weight(), Double::sum);
                }
            }
        }
        silent.values().removeIf(byArea -> !Charge.mayHold(byArea.values()));
        return silent.keySet();
    }

    private static Map<String, Charge> charges(
            Collection<CellView> cells, long hop, Trait trait, long window, Set<String> which) {
        var charges = new TreeMap<String, Charge>();
        var quickest = quickest(cells, trait, which);
        if (quickest.isEmpty()) {
            return charges;
        }
        var together = trait.failing(cells, hop, window);
        quickest.forEach((name, interval) -> charges.put(
                name, new Charge(name, hop, window, interval, together.contains(name) ? together : Set.of())));
        for (var view : cells) {
            var presences = view.presences();
            var names = presences.stream().map(trait::of).toList();
            var replaced = trait.replaced(view);
            charges.forEach((name, charge) -> {
                if (replaced > 0 || names.contains(name)) {
                    charge.add(presences, names, view.area(), replaced);
                }
            });
        }
        return charges;
    }

    /** The shortest interval of those that are silent, by name. */
    private static Map<String, Integer> quickest(Collection<CellView> cells, Trait trait, Set<String> which) {
        var quickest = new TreeMap<String, Integer>();
        if (which.isEmpty()) {
            return quickest;
        }
        for (var view : cells) {
            for (var presence : view.presences()) {
                if (!presence.keepsPromises() && !presence.newcomers() && presence.weight() > 0) {
                    var name = trait.of(presence);
                    if (!name.isEmpty() && which.contains(name)) {
                        quickest.merge(name, presence.intervalSeconds(), Math::min);
                    }
                }
            }
        }
        return quickest;
    }
}
