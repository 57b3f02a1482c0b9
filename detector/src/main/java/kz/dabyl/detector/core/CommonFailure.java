package kz.dabyl.detector.core;

import java.util.function.Predicate;

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
 * <p>A share is anything from 0 to 1, Beta(1, 1), the usual one Beta(1, {@value #USUALLY_WELL}). Places need not be hit
 * quite alike by one cause: what is known of elsewhere counts for {@value #MOST_ELSEWHERE} probes at most when it foretells
 * the scope, and no group counts for more than {@value #MOST_COUNTED}.
 *
 * @param here in the scope
 * @param home elsewhere at home
 */
record CommonFailure(Standing here, Standing home, Standing abroad) {

    private static final double USUALLY_WELL = 50;
    private static final double MOST_ELSEWHERE = 40;
    private static final double MOST_COUNTED = 100;

    private static final BetaBinomial ANY = new BetaBinomial(1, 1);
    private static final BetaBinomial USUAL = new BetaBinomial(1, USUALLY_WELL);

    /** Until anybody has seen a target's own failures: one in two hours, a minute long on average. */
    private static final NaturalOutages OWN = NaturalOutages.perDay(12, 60);

    /** Share of a target's own failures that somebody has to mend: they last for hours. */
    private static final double LASTING = 0.05;

    private static final double MONTH_SECONDS = 30 * 86_400;

    /** Of the false alarms that are allowed: the rest is for what chance does without any failure. */
    private static final double HALF = 0.5;

    /**
     * @param inside whether a cell is of the scope
     * @param outside whether it is not, and is nobody's else: what is explained already says nothing
     * @param abroad of the latter, those in other countries
     */
    static CommonFailure of(
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
    double share() {
        return home.and(abroad).share();
    }

    /** The same where at least such a share of them has ailed since it began. */
    CommonFailure afterShare(double share) {
        return new CommonFailure(here, home.ailingAtLeast(share), abroad.ailingAtLeast(share));
    }

    /** How much better a cause here or at home explains it than a failure of the target's own, in nats. */
    double nats() {
        var scope = here.atMost(MOST_COUNTED);
        var near = home.atMost(MOST_COUNTED);
        var far = abroad.atMost(MOST_COUNTED);
        var all = near.and(far);
        var local = ANY.lnLikelihood(scope) + Math.max(USUAL.lnLikelihood(all), ANY.lnLikelihood(all));
        var national = ANY.lnLikelihood(near) + like(near).lnLikelihood(scope) + USUAL.lnLikelihood(far);
        var common = ANY.lnLikelihood(all) + like(all).lnLikelihood(scope);
        return Math.max(local, national) - common;
    }

    private static BetaBinomial like(Standing others) {
        var known = others.atMost(MOST_ELSEWHERE);
        return new BetaBinomial(1 + known.ailing(), 1 + known.well());
    }

    /**
     * Nats over which it is believed: a month has so many failures of each target that last at least as long, and chance
     * makes one of so many scopes look worse than the others.
     *
     * @param ageMillis how long the scope has ailed
     * @param scopes how many scopes like this there are side by side
     */
    static double bar(int targets, double scopes, long ageMillis, double falseAlarmsPerMonth) {
        var longer = OWN.longerThan(Math.max(0, ageMillis) / 1000.0);
        var failures = MONTH_SECONDS * Math.max(longer, LASTING * OWN.perSecond());
        return Math.log(failures * Math.max(1, targets) * Math.max(1, scopes) / (HALF * falseAlarmsPerMonth));
    }
}
