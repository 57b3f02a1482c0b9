package kz.dabyl.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kz.dabyl.detector.tuning.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten probes over three hours, cut for half an hour after two. */
class RulesTest {

    private static final long CUT = 7_200;
    private static final long BACK = 9_000;
    private static final long LENGTH = 10_800;

    private static List<Finding> cut(Rule rule) {
        return new Street(10)
                .runs(LENGTH, (probe, second) -> !Street.between(CUT, BACK).test(second))
                .seenBy(rule);
    }

    private static double delay(List<Finding> findings) {
        return (findings.get(0).detected() - Street.at(CUT)) / 1000.0;
    }

    private static Stream<Supplier<Rule>> rules() {
        return Stream.of(RatioRule::new, MedianRule::new, BurstRule::new, CusumRule::new);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleFindsACutOfAllAndItsEnd(Supplier<Rule> rule) {
        var findings = cut(rule.get());

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).verdict().cells()).containsExactly(Street.CELL);
        assertThat(findings.get(0).closings()).hasSize(1);
        assertThat(findings.get(0).closings().get(0)).isBetween(Street.at(BACK), Street.at(BACK + 300));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void noRuleFindsAnythingOnAQuietStreet(Supplier<Rule> rule) {
        assertThat(new Street(10).runs(LENGTH, (probe, second) -> true).seenBy(rule.get()))
                .isEmpty();
    }

    @Test
    void theRatioRuleNeedsHalfOfTwoMinutesAndThenFive() {
        assertThat(delay(cut(new RatioRule()))).isCloseTo(60 + 300, within(31.0));
    }

    @Test
    void theMedianRuleNeedsHalfOfFiveMinutesAndThenOne() {
        assertThat(delay(cut(new MedianRule()))).isCloseTo(150 + 60, within(61.0));
    }

    @Test
    void theBurstRuleNeedsThreeProbesThatHaveBrokenTwoPromises() {
        assertThat(delay(cut(new BurstRule()))).isBetween(2.0 * Street.INTERVAL - 30 + 5, 2.0 * Street.INTERVAL + 10);
    }

    @Test
    void theCusumNeedsSevenBrokenPromises() {
        assertThat(delay(cut(new CusumRule()))).isCloseTo(7 * 3 + 5, within(6.0));
    }

    @Test
    void theCusumCountsOneSleepingProbeAgainEveryRound() {
        var findings =
                new Street(1).runs(LENGTH, (probe, second) -> second < CUT).seenBy(new CusumRule());

        assertThat(delay(findings)).isCloseTo(7 * 30 + 5, within(31.0));
    }

    @Test
    void theBurstRuleIgnoresAFewWhoLeaveHoursApart() {
        var findings = new Street(10)
                .runs(LENGTH, (probe, second) -> probe > 2 || second < 1_800 + probe * 3_000L)
                .seenBy(new BurstRule());

        assertThat(findings).isEmpty();
    }

    @Test
    void theRatioRuleResolvesWhenNobodyIsExpectedAnyMore() {
        var findings = new Street(10)
                .runs(3 * 3_600, (probe, second) -> second < 3_600)
                .seenBy(new RatioRule());

        assertThat(findings.get(0).closings()).hasSize(1);
        assertThat(findings.get(0).closings().get(0)).isBetween(Street.at(7_200 - 60), Street.at(7_200 + 60));
    }
}
