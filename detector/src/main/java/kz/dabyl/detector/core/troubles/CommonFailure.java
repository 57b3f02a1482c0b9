package kz.dabyl.detector.core.troubles;

import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import kz.dabyl.detector.core.cells.NaturalOutages;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.scopes.Combinations;
import kz.dabyl.detector.core.scopes.Landscape;
import kz.dabyl.detector.core.scopes.Scope;

/**
 * Holds what ails in a scope against a failure that the target has by itself: one of its machines restarts, and a share of
 * all who ask gets no answer, whatever their place and network. Who asks elsewhere at the same time tells how large it is.
 *
 * <p>Three explanations of who ails in the scope, elsewhere at home and abroad, each by its likelihood with the shares
 * integrated out:
 *
 * <ul>
 *   <li>something here: a share of its own in the scope, the usual one elsewhere, or another where the target fails besides;
 *   <li>something at home: one share in the scope and elsewhere at home, the usual one abroad;
 *   <li>the target's own failure: one share everywhere.
 * </ul>
 *
 * <p>A share is anything from 0 to 1, Beta(1, 1); of what somebody does it may as well be nearly everybody,
 * Beta({@value #NEARLY_ALL}, 1); the usual one is Beta(1, {@value #USUALLY_WELL}). Places need not be hit quite alike by one
 * cause: what is known of elsewhere counts for {@value #MOST_ELSEWHERE} probes at most when it foretells the scope, and no
 * group counts for more than {@value #MOST_COUNTED}.
 *
 * @param here in the scope
 * @param home elsewhere at home
 */
public record CommonFailure(Standing here, Standing home, Standing abroad) {

    private static final double USUALLY_WELL = 50;
    private static final double NEARLY_ALL = 19;
    private static final double MOST_ELSEWHERE = 40;
    private static final double MOST_COUNTED = 100;

    private static final BetaBinomial ANY = new BetaBinomial(1, 1);
    private static final BetaBinomial MOST = new BetaBinomial(NEARLY_ALL, 1);
    private static final BetaBinomial USUAL = new BetaBinomial(1, USUALLY_WELL);

    /** Until anybody has seen a target's own failures: one in two hours, a minute long on average. */
    private static final NaturalOutages OWN = NaturalOutages.perDay(12, 60);

    /** Share of a target's own failures that somebody has to mend: they last for hours. */
    private static final double LASTING = 0.05;

    private static final double MONTH_SECONDS = 30 * 86_400;

    private static final double HALF = 0.5;

    /** However many cells there are, groups that count for so few cannot be chosen to look worse by more. */
    private static final double MOST_PRICE = 12;

    /**
     * @param inside whether a cell is of the scope
     * @param outside whether it is not, and is nobody's else: what is explained already says nothing
     * @param abroad of the latter, those in other countries
     */
    public static CommonFailure of(
            Landscape landscape,
            Scope scope,
            Predicate<Population> inside,
            Predicate<Population> outside,
            Predicate<Population> abroad) {
        return new CommonFailure(
                Standing.since(scope, landscape, inside),
                Standing.since(scope, landscape, outside.and(abroad.negate())),
                Standing.since(scope, landscape, outside.and(abroad)));
    }

    /** Share of all but those in the scope who ail. */
    public double share() {
        return home.and(abroad).share();
    }

    /** The same where at least such a share of them has ailed since it began. */
    public CommonFailure afterShare(double share) {
        return new CommonFailure(here, home.ailingAtLeast(share), abroad.ailingAtLeast(share));
    }

    /** How much better a cause here or at home explains it than a failure of the target's own, in nats. */
    public double nats() {
        var all = near().and(far());
        var own = ANY.lnLikelihood(all) + foretold(ANY, all);
        return Math.log(HALF * (Math.exp(causedBy(ANY) - own) + Math.exp(causedBy(MOST) - own)));
    }

    /** @param share what is known before of the share that a cause here or at home hits */
    private double causedBy(BetaBinomial share) {
        var all = near().and(far());
        var local = share.lnLikelihood(scope()) + Math.max(USUAL.lnLikelihood(all), ANY.lnLikelihood(all));
        var national = share.lnLikelihood(near()) + foretold(share, near()) + USUAL.lnLikelihood(far());
        return Math.max(local, national);
    }

    /** Likelihood of the scope where the others have the same cause. */
    private double foretold(BetaBinomial share, Standing others) {
        return share.after(others.atMost(MOST_ELSEWHERE)).lnLikelihood(scope());
    }

    private Standing scope() {
        return here.atMost(MOST_COUNTED);
    }

    private Standing near() {
        return home.atMost(MOST_COUNTED);
    }

    private Standing far() {
        return abroad.atMost(MOST_COUNTED);
    }

    /**
     * Nats over which it is believed: a month has so many failures of each target that last at least as long. Half of the
     * false alarms that are allowed may come of them.
     *
     * @param ageMillis how long the scope has ailed
     */
    public static double bar(int targets, long ageMillis, double falseAlarmsPerMonth) {
        var longer = OWN.longerThan(Math.max(0, ageMillis) / 1000.0);
        var failures = MONTH_SECONDS * Math.max(longer, LASTING * OWN.perSecond());
        return Math.log(failures * Math.max(1, targets) / (HALF * falseAlarmsPerMonth));
    }

    /**
     * The price of a scope: among so many areas, networks, and cells of these chance finds some that look worse than the others.
     *
     * @param among the cells that it was chosen from
     */
    public static double price(Scope scope, Collection<? extends Population> among) {
        var inside = Set.copyOf(scope.cells());
        var networks = new TreeSet<String>();
        inside.forEach(cell -> networks.add(Population.pool(cell)));
        var allNetworks = new TreeSet<String>();
        var cells = new TreeMap<String, int[]>();
        for (var population : among) {
            allNetworks.add(Population.pool(population.cell()));
            var counts = cells.computeIfAbsent(population.area(), area -> new int[2]);
            counts[0] += networks.contains(Population.pool(population.cell())) ? 1 : 0;
            counts[1] += inside.contains(population.cell()) ? 1 : 0;
        }
        var areas = (int) cells.values().stream().filter(c -> c[1] > 0).count();
        var nats = Combinations.ln(allNetworks.size(), networks.size()) + Combinations.ln(cells.size(), areas);
        for (var counts : cells.values()) {
            nats += counts[1] == 0 ? 0 : Combinations.ln(counts[0], counts[1]);
        }
        return Math.min(MOST_PRICE, nats);
    }
}
