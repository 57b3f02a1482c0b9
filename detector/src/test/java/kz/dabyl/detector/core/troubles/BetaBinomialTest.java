package kz.dabyl.detector.core.troubles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import kz.dabyl.detector.core.scopes.Combinations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaBinomialTest {

    @ParameterizedTest(name = "{0} of {1} where nothing is known")
    @CsvSource({"0, 1", "1, 1", "2, 5", "7, 20", "90, 100"})
    void givesEveryNumberTheSameChanceWhereNothingIsKnown(int ailing, int all) {
        var orders = Combinations.ln(all, ailing);

        var likelihood = new BetaBinomial(1, 1).lnLikelihood(new Standing(all - ailing, ailing));

        assertThat(likelihood + orders).isCloseTo(-Math.log(all + 1), within(1e-9));
    }

    @Test
    void comesNearToIndependentTrialsWhereTheShareIsWellKnown() {
        var known = new BetaBinomial(3e6, 7e6);

        var likelihood = known.lnLikelihood(new Standing(6, 4));

        assertThat(likelihood).isCloseTo(6 * Math.log(0.7) + 4 * Math.log(0.3), within(1e-4));
    }

    @Test
    void takesWeightsThatAreNotWhole() {
        var known = new BetaBinomial(2, 5);

        var likelihood = known.lnLikelihood(new Standing(1.5, 2.5));

        assertThat(likelihood)
                .isBetween(known.lnLikelihood(new Standing(2, 3)), known.lnLikelihood(new Standing(1, 2)));
    }

    @ParameterizedTest(name = "Γ({0}) = {1}")
    @CsvSource({"1, 1", "2, 1", "5, 24", "0.5, 1.7724538509055159", "10.5, 1133278.3889487855"})
    void knowsTheGammaFunction(double x, double gamma) {
        assertThat(BetaBinomial.lnGamma(x)).isCloseTo(Math.log(gamma), within(1e-9));
    }
}
