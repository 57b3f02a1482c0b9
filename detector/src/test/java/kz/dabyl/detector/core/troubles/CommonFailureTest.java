package kz.dabyl.detector.core.troubles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Areas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deployment like that of the null run with pings: 80 cells that try three targets, four witnesses. */
class CommonFailureTest {

    private static final int TARGETS = 3;
    /** Of one cell: four networks, five areas, seven places in the largest. */
    private static final double ONE_CELL = Math.log(4 * 5 * 7);

    private static final long YOUNG = 35_000;
    private static final long HOUR = 3_600_000;

    @ParameterizedTest(name = "{0} of {1} here, {2} of {3} at home, {4} of {5} abroad")
    @CsvSource({
        "6, 10, 90, 300, 1, 4", "10, 10, 90, 300, 1, 4", "3, 3, 15, 300, 0, 4", "3, 3, 90, 300, 0, 4",
        "20, 26, 80, 300, 1, 4", "9, 10, 210, 300, 2, 4", "10, 10, 285, 300, 3, 4", "6, 10, 90, 300, 0, 0"
    })
    void isNeverRuledOutWhereASharedShareExplainsACell(
            double here, double ofHere, double home, double ofHome, double abroad, double ofAbroad) {
        var failure = failure(here, ofHere, home, ofHome, abroad, ofAbroad);

        assertThat(failure.nats()).isLessThan(CommonFailure.bar(TARGETS, YOUNG, 1) + ONE_CELL);
        assertThat(failure.nats()).isLessThan(CommonFailure.bar(TARGETS, HOUR, 1) + ONE_CELL);
    }

    @ParameterizedTest(name = "{0} of {1} here, {2} of {3} at home, {4} of {5} abroad, chosen for {6} nats")
    @CsvSource({
        "10, 10, 3, 300, 0, 4, 5",
        "28, 30, 5, 290, 0, 4, 3",
        "97, 100, 3, 200, 0, 4, 2",
        "300, 310, 0, 0, 0, 4, 0",
        "30, 100, 3, 200, 0, 4, 1",
        "200, 210, 76, 80, 0, 4, 3"
    })
    void isRuledOutAtOnceWhereHardlyAnybodyElseAils(
            double here, double ofHere, double home, double ofHome, double abroad, double ofAbroad, double price) {
        var failure = failure(here, ofHere, home, ofHome, abroad, ofAbroad);

        assertThat(failure.nats()).isGreaterThan(CommonFailure.bar(TARGETS, YOUNG, 1) + price);
    }

    @Test
    void isRuledOutForThreeProbesOnlyOnceItWouldMostlyHaveBeenOver() {
        var failure = failure(3, 3, 3, 300, 0, 4);

        assertThat(failure.nats())
                .isBetween(
                        CommonFailure.bar(TARGETS, 3 * YOUNG, 1) + ONE_CELL,
                        CommonFailure.bar(TARGETS, YOUNG, 1) + ONE_CELL);
    }

    @Test
    void cannotBeToldFromACauseAtHomeWithoutAnybodyAbroad() {
        assertThat(failure(90, 100, 85, 100, 0, 0).nats()).isLessThan(1);
    }

    @Test
    void isToldFromACauseAtHomeTheBetterTheMoreWitnessesFindNothing() {
        var two = failure(90, 100, 85, 100, 0, 2);
        var eight = failure(90, 100, 85, 100, 0, 8);

        assertThat(eight.nats()).isGreaterThan(two.nats() + 5);
    }

    @Test
    void explainsWhoStillAilsWhereMoreHadAiledBefore() {
        var over = failure(5, 5, 3, 300, 0, 4);

        assertThat(over.afterShare(0.6).nats()).isLessThan(3);
        assertThat(over.afterShare(0)).isEqualTo(over);
    }

    @Test
    void hasALowerBarWhereItWouldHaveToLastLongerOrMoreFalseAlarmsAreAllowed() {
        var bar = CommonFailure.bar(TARGETS, YOUNG, 1);

        assertThat(CommonFailure.bar(TARGETS, 2 * YOUNG, 1)).isLessThan(bar);
        assertThat(CommonFailure.bar(TARGETS, YOUNG, 10)).isLessThan(bar);
        assertThat(CommonFailure.bar(10 * TARGETS, YOUNG, 1)).isGreaterThan(bar);
        assertThat(CommonFailure.bar(TARGETS, 10 * HOUR, 1))
                .as("some failures last until somebody mends them")
                .isEqualTo(CommonFailure.bar(TARGETS, HOUR, 1));
    }

    @Test
    void isDearerToRuleOutForCellsThatAreChosenFromMany() {
        var all = new ArrayList<Population>();
        for (var place : List.of(TestCity.CENTRE, TestCity.WEST, TestCity.ASTANA)) {
            for (var network : List.of("401-01", "401-02", "401-77")) {
                all.add(new Population(TestWorld.mobile(place, network), Areas.of(place)));
            }
        }
        Predicate<Population> network = p -> p.cell().network().equals("401-01");
        Predicate<Population> centre = p -> p.cell().place().equals(TestCity.CENTRE);

        assertThat(price(all, p -> true)).isZero();
        assertThat(price(all, network)).isCloseTo(Math.log(3), within(1e-9));
        assertThat(price(all, network.and(centre))).isCloseTo(Math.log(3 * 2 * 2), within(1e-9));
        assertThat(price(all, p -> !(network.test(p) && centre.test(p)))).isCloseTo(Math.log(6), within(1e-9));
    }

    private static double price(List<Population> all, Predicate<Population> chosen) {
        var cells = all.stream().filter(chosen).map(p -> p.cell()).toList();
        return CommonFailure.price(new Scope(0, 60_000, 20, 20, 6, cells), all);
    }

    private static CommonFailure failure(
            double here, double ofHere, double home, double ofHome, double abroad, double ofAbroad) {
        return new CommonFailure(
                new Standing(ofHere - here, here),
                new Standing(ofHome - home, home),
                new Standing(ofAbroad - abroad, abroad));
    }
}
