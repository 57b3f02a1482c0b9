package kz.dabyl.detector.core.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.InviteCap;
import kz.dabyl.detector.core.cells.Presence;
import kz.dabyl.detector.core.cells.Presences;
import kz.dabyl.detector.core.cells.SourceHealth;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.rules.Silence;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import org.jspecify.annotations.Nullable;

/**
 * The sums of {@link Suspicion} straight from the cohorts, to see that nobody is suspect, as nearly always, without putting
 * every probe of every cell together. It may only err by sending for the whole look: areas are left out, bounds have some
 * slack, and where a cap may take something from weights, as {@link InviteCap} does, what speaks for a failing is taken whole
 * and what speaks against it as little as it may be. For one hop; not thread-safe.
 */
final class SuspicionPrefilter {

    /** Sums are rounded otherwise here than there. */
    private static final double SLACK = 1e-6;

    /** Number of those who are nobody's: probes that do not say which software they run. */
    private static final int NOBODY = 0;

    private final long hop;
    private final long now;
    private final SourceHealth health;
    private final @Nullable Rivals collectors;
    private final @Nullable Rivals versions;

    /** Names of the collectors; each is the suspect of the number after its place. */
    private final List<String> names = new ArrayList<>();

    private SuspicionPrefilter(long hop, SourceHealth health, Several several) {
        this.hop = hop;
        this.now = HopSummary.startOf(hop + 1) - HopSummary.HOP_MILLIS / 2;
        this.health = health;
        this.collectors = several.collectors ? new Rivals(true) : null;
        this.versions = several.versions ? new Rivals(false) : null;
    }

    /** @param several which of them it is asked for: where there is but one, it has nobody to be compared with */
    static SuspicionPrefilter of(Iterable<CellView> cells, long hop, SourceHealth health, Several several) {
        var bound = new SuspicionPrefilter(hop, health, several);
        if (several.collectors || several.versions) {
            cells.forEach(bound::add);
        }
        return bound;
    }

    /** Whether {@link Suspicion#of} may name any of the collectors. */
    boolean collectorMayFail() {
        return collectors != null && collectors.mayFail();
    }

    /** Whether {@link Suspicion#of} may name any version of the software. */
    boolean versionMayFail() {
        return versions != null && versions.mayFail();
    }

    private void add(CellView view) {
        var settled = 0L;
        var newcomers = 0L;
        for (var summary : view.latest()) {
            var cohorts = summary.cohorts();
            for (var i = 0; i < cohorts.size(); i++) {
                var cohort = cohorts.get(i);
                if (cohort.newcomers()) {
                    newcomers += cohort.percent();
                } else {
                    settled += cohort.percent();
                }
            }
        }
        var factor = Presences.newcomersFactor(settled, newcomers);
        var least = InviteCap.leastFactor(settled + newcomers);
        for (var summary : view.latest()) {
            var from = health.countsFrom(summary.collector());
            var collector = collectors == null ? null : collectors.suspect(number(summary.collector()));
            var cohorts = summary.cohorts();
            for (var i = 0; i < cohorts.size(); i++) {
                var cohort = cohorts.get(i);
                var heard = cohort.dark() ? cohort.lastHeard() : Math.max(cohort.lastHeard(), from);
                var silent = isSilent(cohort, heard);
                var unknown = !silent && heard > cohort.lastHeard();
                var tells = !unknown
                        && (!silent || Charge.lately(hop - heard, cohort.intervalSeconds(), Suspicion.WINDOW_HOPS));
                // Who tells nothing weighs nothing, but the others beside him are held against those who are called so.
                var weight = tells ? cohort.percent() / 100.0 * (cohort.newcomers() ? factor : 1) : 0;
                count(collector, cohort.software(), weight, cohort.invite() == 0 ? weight : least * weight, silent);
            }
        }
        view.sources().ifPresent(this::addSources);
        addUp(collectors);
        addUp(versions);
    }

    private boolean isSilent(CellSummary.Cohort cohort, long heard) {
        return cohort.dark() || Silence.anyBroken(now - HopSummary.startOf(heard), cohort.intervalSeconds());
    }

    private void addSources(Presence sources) {
        var silent = !sources.keepsPromises();
        var tells = !silent || Charge.lately(hop - sources.lastHeard(), 0, Suspicion.WINDOW_HOPS);
        var weight = tells ? sources.weight() : 0;
        var collector = collectors == null ? null : collectors.suspect(number(sources.collector()));
        count(collector, NOBODY, weight, weight, silent);
    }

    private void count(@Nullable Suspect collector, int software, double most, double least, boolean silent) {
        if (collector != null) {
            collector.add(most, least, silent);
        }
        if (versions != null) {
            versions.suspect(software).add(most, least, silent);
        }
    }

    /** There are few of them. */
    private int number(String collector) {
        var at = names.indexOf(collector);
        if (at < 0) {
            names.add(collector);
            at = names.size() - 1;
        }
        return NOBODY + 1 + at;
    }

    private static void addUp(@Nullable Rivals side) {
        if (side != null) {
            side.addUp();
        }
    }

    /** Collectors or versions, of which each is held against the others of a cell. Not thread-safe. */
    private static final class Rivals {

        /** Whether those of whom most are silent say nothing against each other. */
        private final boolean together;

        private final Map<Integer, Suspect> all = new HashMap<>();

        /** By the last bits of their numbers: anybody can make up versions, but mostly there are few. */
        private final @Nullable Suspect[] recent = new Suspect[64];

        /** Those of the cell that is looked at. */
        private final List<Suspect> here = new ArrayList<>();

        Rivals(boolean together) {
            this.together = together;
        }

        Suspect suspect(int number) {
            var place = number & (recent.length - 1);
            var suspect = recent[place];
            if (suspect == null || suspect.number != number) {
                suspect = all.computeIfAbsent(number, Suspect::new);
                recent[place] = suspect;
            }
            if (!suspect.isHere) {
                suspect.isHere = true;
                here.add(suspect);
            }
            return suspect;
        }

        /** Holds each of the cell against the others there. */
        void addUp() {
            var cell = new Sums();
            here.forEach(suspect -> cell.add(suspect.cell));
            for (var suspect : here) {
                if (here.size() > 1) {
                    suspect.compare(cell);
                }
                suspect.anywhere.add(suspect.cell);
                suspect.cell.clear();
                suspect.isHere = false;
            }
            here.clear();
        }

        boolean mayFail() {
            var several = together
                    && all.values().stream().filter(Suspect::mayBeMostlySilent).count() > 1
                    && !all.values().stream().allMatch(Suspect::isMostlySilent);
            // Whom those who fail with it say nothing against is held against fewer, in fewer cells.
            return all.values().stream()
                    .anyMatch(suspect -> suspect.number != NOBODY
                            && suspect.mayFail()
                            && ((suspect.isLarge() && suspect.isUnexpected())
                                    || (several && suspect.mayBeMostlySilent())));
        }
    }

    /** Of some probes of one cell, how many are silent and how many there are, by weight: at most and at least. */
    private static final class Sums {

        private double mostSilent;
        private double leastSilent;
        private double most;
        private double least;

        void add(Sums other) {
            mostSilent += other.mostSilent;
            leastSilent += other.leastSilent;
            most += other.most;
            least += other.least;
        }

        void clear() {
            mostSilent = 0;
            leastSilent = 0;
            most = 0;
            least = 0;
        }
    }

    /** One collector or version: as {@link Charge} has it, but that each sum is as much or as little as it may be. */
    private static final class Suspect {

        private final int number;
        private final Sums cell = new Sums();
        private final Sums anywhere = new Sums();
        private boolean isHere;

        private double mostSilent;
        private double mostOthers;
        private double leastProbes;
        private double leastExpected;

        Suspect(int number) {
            this.number = number;
        }

        void add(double most, double least, boolean silent) {
            cell.most += most;
            cell.least += least;
            if (silent) {
                cell.mostSilent += most;
                cell.leastSilent += least;
            }
        }

        /** Cells count where others are that weigh a whole probe. */
        void compare(Sums whole) {
            var others = whole.most - cell.most;
            if (others >= 1 - SLACK) {
                mostSilent += cell.mostSilent;
                mostOthers += others;
                if (whole.least - cell.least >= 1 + SLACK) {
                    leastProbes += cell.least;
                    leastExpected += cell.least * (whole.leastSilent - cell.leastSilent) / others;
                }
            }
        }

        boolean mayFail() {
            return mostSilent >= Suspicion.LEAST_SILENT - SLACK && mostOthers >= Suspicion.LEAST_OTHERS - SLACK;
        }

        /** Whether they are enough of all that it has in cells where others are, whoever these are. */
        boolean isLarge() {
            return mostSilent >= Suspicion.LEAST_SHARE * leastProbes - SLACK;
        }

        /** Whether more are silent than all others of the same cells lead to expect. */
        boolean isUnexpected() {
            return mostSilent >= Suspicion.TIMES_EXPECTED * leastExpected - SLACK;
        }

        boolean isMostlySilent() {
            return (1 - Shares.MOST) * anywhere.leastSilent
                    > Shares.MOST * (anywhere.most - anywhere.mostSilent) + SLACK;
        }

        boolean mayBeMostlySilent() {
            return (1 - Shares.MOST) * anywhere.mostSilent + SLACK
                    >= Shares.MOST * (anywhere.least - anywhere.leastSilent);
        }
    }
}
