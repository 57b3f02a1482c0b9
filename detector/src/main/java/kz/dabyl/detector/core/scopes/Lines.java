package kz.dabyl.detector.core.scopes;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.rules.Shares;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;

/**
 * What the fixed lines beside phones tell that fell silent: a shutdown of mobile networks leaves them alone, a restart and a
 * full cut take them too. Whoever is back with another boot had gone, however alive it is now. Immutable.
 *
 * @param present weight of those that kept their promises at the onset
 * @param fell weight of those that fell silent then, or restarted
 * @param heard weight of those that have been heard since the onset
 * @param live of these, weight of those heard so long after it that they were not cut with the others
 */
public record Lines(double present, double fell, double heard, double live) {

    /** Last reports of those who were cut lie so far behind the onset at most, which is that of the first who are missed. */
    public static final long LAST_WORDS_HOPS = 25_000 / HopSummary.HOP_MILLIS;

    /**
     * One line in fifty falls silent by chance beside a shutdown, six in ten and more in a fall that takes lines too: so many
     * that live outweigh one that fell, ln(0.6 / 0.02) / ln(0.98 / 0.4).
     */
    private static final double OUTWEIGH = 3.8;

    /**
     * By the time that eight in ten of the phones are silent so are lines that fell with them, beside three in a hundred that lost a
     * report: from this share of all on that is likelier, ln(0.97 / 0.2) / (ln(0.8 / 0.03) + ln(0.97 / 0.2)).
     */
    public static final double SOME = 0.325;

    /**
     * In the first half minute after the first are missed three in ten of the lines that fall with them are heard, their last words,
     * and 17 in 20 of those that live: what each line that is heard is worth, and each that is not, in nats.
     */
    private static final double HEARD_NATS = Math.log(0.85 / 0.3);

    private static final double UNHEARD_NATS = Math.log(0.7 / 0.15);

    private static final long WAIT_MILLIS = 45_000;

    /** One in twenty is taken for alive by its last words. */
    private static final double SURE = Math.log(20);

    /** Fewer than this share are chance, whatever the others will tell. */
    private static final double FEW = 0.17;

    /** Those beside the phones of {@code scope}. */
    public static Lines beside(Scope scope, World world) {
        var phones = scope.cells().stream()
                .filter(cell -> cell.access() == Access.MOBILE)
                .map(Cell::place)
                .collect(Collectors.toCollection(TreeSet::new));
        return beside(phones, world, scope.onset());
    }

    public static Lines beside(SortedSet<String> places, World world, long onset) {
        var present = 0.0;
        var fell = 0.0;
        var heard = 0.0;
        var live = 0.0;
        for (var view : world.index().beside(places, Access.FIXED)) {
            var restarted = view.restartedAfter(onset, 0);
            present += view.present(onset);
            fell += view.fallenBy(onset, onset + LAST_WORDS_HOPS) + restarted;
            heard += Math.max(0, view.aliveSince(onset) - restarted);
            live += Math.max(0, view.aliveSince(onset + LAST_WORDS_HOPS) - restarted);
        }
        return new Lines(present, fell, heard, live);
    }

    /** Whether they may yet tell that it takes phones and lines: nothing is heard of them so far, or some fell and some live. */
    public boolean mayYetTell() {
        return present >= Shares.MORE_THAN_ONE
                && (fell + heard == 0 || (fell > FEW * present && !lost() && live < OUTWEIGH * fell));
    }

    /** Whether they live for sure, by those heard after the phones fell silent, be it with their last words. */
    public boolean liveSurely() {
        return heard * HEARD_NATS - Math.max(0, present - heard) * UNHEARD_NATS >= SURE
                || live >= Math.max(Shares.MORE_THAN_ONE, OUTWEIGH * fell);
    }

    /** Whether it is known of most by now whether they fell: so long after the phones, unless they report seldom. */
    public static boolean haveSpoken(World world, long onset) {
        return world.nowMillis() - HopSummary.startOf(onset + 1) >= WAIT_MILLIS;
    }

    /** Whether they fell with the phones. */
    public boolean lost() {
        return fell >= Shares.MORE_THAN_ONE && fell >= Shares.MOST * (fell + live) && fell >= SOME * present;
    }
}
