package kz.dabyl.detector.core.openings;

import java.util.Map;
import java.util.Set;
import kz.dabyl.detector.core.cells.Presence;
import kz.dabyl.detector.core.incidents.Excuse;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.rules.Silence;
import kz.dabyl.detector.core.scopes.Lines;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Thresholds;

/**
 * Whether nobody reaches our collectors although they tick: witnesses abroad fell silent with those at home, and so did
 * everybody else. Then silence says nothing of anybody's network. Who lives on at home, or says itself that no target
 * answers, shows that we hear.
 */
final class DeafnessVeto {

    private static final double HALF = 0.5;

    /** Where nobody reaches us hardly anybody is heard, whoever is said to be where. */
    private static final double FEW = 0.1;

    private static final long WAIT_HOPS = 90_000 / HopSummary.HOP_MILLIS;

    /** Witnesses who promise more seldom are not waited for. */
    private static final int SELDOM_SECONDS = 600;

    private DeafnessVeto() {}

    /** Whether it explains the scope, or did a moment ago: when we hear again, some are heard before others. */
    static Veto explains(Scope scope, World world, Excuses excuses, Thresholds thresholds) {
        var country = World.country(scope.cells().get(0), thresholds);
        var cells = Set.copyOf(scope.cells());
        var abroad = new Jury();
        var home = new Jury();
        for (var view : world.cells().values()) {
            if (!cells.contains(view.cell())) {
                var jury = World.country(view.cell(), thresholds).equals(country) ? home : abroad;
                view.presences().forEach(presence -> jury.add(presence, scope.onset()));
            }
        }
        var couldTell = abroad.all() >= Shares.MORE_THAN_ONE && home.heard <= FEW * home.all();
        var deaf = new Excuse.Deaf(country);
        var now = couldTell && abroad.silent > HALF * abroad.all();
        var last = now ? world.hop() : excuses.lastSeen(deaf);
        var holds = (last >= scope.onset() && world.hop() - last <= untilHeard(scope, world))
                || (couldTell && world.hop() - scope.onset() < abroad.decided() && abroad.heard + home.heard == 0);
        return new Veto(holds, now ? Map.of(deaf, world.hop()) : Map.of());
    }

    /** Hops within which all of a scope are heard once they can be. */
    private static long untilHeard(Scope scope, World world) {
        var seconds = 0;
        for (var cell : scope.cells()) {
            var view = world.cells().get(cell);
            if (view != null) {
                for (var presence : view.presences()) {
                    seconds = Math.max(seconds, presence.intervalSeconds());
                }
            }
        }
        return Math.max(WAIT_HOPS, 2000L * seconds / HopSummary.HOP_MILLIS);
    }

    /** Those who could tell, as they stand since an onset, by weight: whoever was missed before that says nothing of it. */
    private static final class Jury {

        private double heard;
        private double silent;
        private double undecided;
        private double prompt;
        private int slowest;

        void add(Presence presence, long onset) {
            if (presence.intervalSeconds() <= SELDOM_SECONDS) {
                prompt += presence.weight();
                slowest = Math.max(slowest, presence.intervalSeconds());
            }
            if (presence.broken() > 0) {
                silent += presence.brokenAt(HopSummary.startOf(onset + 1)) <= 1 ? presence.weight() : 0;
            } else if (presence.heard() > onset + Lines.LAST_WORDS_HOPS) {
                heard += presence.weight();
            } else {
                undecided += presence.weight();
            }
        }

        double all() {
            return heard + silent + undecided;
        }

        /** Hops after which all have kept their promises or broken them: until one is heard nothing tells that they live. */
        long decided() {
            return prompt < Shares.MORE_THAN_ONE
                    ? WAIT_HOPS
                    : Math.max(WAIT_HOPS, Lines.LAST_WORDS_HOPS + Silence.brokenAfter(slowest) / HopSummary.HOP_MILLIS);
        }
    }
}
