package kz.dabyl.detector.core.troubles;

/**
 * How likely it is that so many of some fare alike, where the share of all who do is known only as a Beta distribution.
 * Weights stand for numbers, so they need not be whole. Immutable.
 *
 * @param ailing first parameter: one more than the weight of those who were seen to ail, with nothing known before
 * @param well second parameter, of the others
 */
record BetaBinomial(double ailing, double well) {

    private static final double LN_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    /** From here on Stirling's series is exact to ten digits. */
    private static final double LARGE = 10;

    /** Natural logarithm of the likelihood that just these ail, in whatever order: the number of orders is left out. */
    double lnLikelihood(Standing some) {
        return lnBeta(ailing + some.ailing(), well + some.well()) - lnBeta(ailing, well);
    }

    /** What is known of the share once these have been seen. */
    BetaBinomial after(Standing some) {
        return new BetaBinomial(ailing + some.ailing(), well + some.well());
    }

    private static double lnBeta(double a, double b) {
        return lnGamma(a) + lnGamma(b) - lnGamma(a + b);
    }

    /** Of a number over 0. */
    static double lnGamma(double of) {
        var shift = 0.0;
        var x = of;
        while (x < LARGE) {
            shift += Math.log(x);
            x++;
        }
        var cube = x * x * x;
        return (x - 0.5) * Math.log(x)
                - x
                + LN_ROOT_TWO_PI
                + 1 / (12 * x)
                - 1 / (360 * cube)
                + 1 / (1260 * cube * x * x)
                - shift;
    }
}
