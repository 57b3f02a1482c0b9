package kz.dabyl.detector.core.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.NaturalOutages;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final long NOON = TestCity.START + 6 * 3_600_000;

    @Test
    void asksForTheLogarithmOfAllLooksThatAMonthHas() {
        assertThat(Budget.bar(Thresholds.DEFAULT, 60)).isCloseTo(Math.log(43_200 * 60), within(1e-12));
        assertThat(Budget.bar(Thresholds.DEFAULT, 0)).isCloseTo(Math.log(43_200), within(1e-12));
    }

    @Test
    void lowersTheBarByTheLogarithmOfTheFalseAlarmsAllowed() {
        var tenAMonth = new Thresholds(10, 3, List.of("KZ"), 60, 120, 20, 3, 0.2, 1);

        assertThat(Budget.bar(Thresholds.DEFAULT, 60) - Budget.bar(tenAMonth, 60))
                .isCloseTo(Math.log(10), within(1e-12));
    }

    @Test
    void lowersItInsideARallyOnly() {
        var rally = new Rally("r", "Rally", TestCity.START, NOON, List.of(TestCity.CENTRE), null);

        assertThat(bonus(rally, TestCity.CENTRE, NOON - 1)).isCloseTo(Math.log(20), within(1e-12));
        assertThat(bonus(rally, TestCity.ASTANA, NOON - 1)).isZero();
        assertThat(bonus(rally, TestCity.CENTRE, NOON + 3_600_000)).isZero();
    }

    @Test
    void boundsEvidenceByTheShortOutagesOfTheNetworkItself() {
        var natural = 0.3 / 86_400 * 60;

        assertThat(bounded(1000, 60_000, 0)).isCloseTo(-Math.log(natural), within(1e-9));
        assertThat(bounded(1000, 60_000, 40_000)).isCloseTo(1 - Math.log(natural), within(1e-9));
        assertThat(bounded(2, 60_000, 0)).isCloseTo(-Math.log(Math.exp(-2) + natural), within(1e-12));
    }

    @Test
    void growsWithAgeAndWithEvidence() {
        assertThat(bounded(30, 60_000, 200_000)).isGreaterThan(bounded(30, 60_000, 100_000));
        assertThat(bounded(9, 60_000, 60_000)).isGreaterThan(bounded(8, 60_000, 60_000));
        assertThat(bounded(9, 300_000, 60_000)).isLessThan(bounded(9, 60_000, 60_000));
    }

    private static double bounded(double nats, long windowMillis, long ageMillis) {
        return Budget.bounded(nats, NaturalOutages.PRIOR.chance(windowMillis, ageMillis));
    }

    private static double bonus(Rally rally, String place, long now) {
        return Budget.rallyBonus(Thresholds.DEFAULT, List.of(rally), List.of(place), now);
    }
}
