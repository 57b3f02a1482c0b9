package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deployment like that of the null run with pings: 80 cells that try three targets, four witnesses. */
class CommonFailureTest {

    private static final int TARGETS = 3;
    private static final int CELLS = 80;
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

        assertThat(failure.nats()).isLessThan(CommonFailure.bar(TARGETS, CELLS, YOUNG, 1));
        assertThat(failure.nats()).isLessThan(CommonFailure.bar(TARGETS, CELLS, HOUR, 1));
    }

    @ParameterizedTest(name = "{0} of {1} here, {2} of {3} at home, {4} of {5} abroad, {6} like it")
    @CsvSource({
        "10, 10, 3, 300, 0, 4, 80",
        "28, 30, 5, 290, 0, 4, 20",
        "97, 100, 3, 200, 0, 4, 3",
        "300, 310, 0, 0, 0, 4, 1",
        "30, 100, 3, 200, 0, 4, 3",
        "200, 210, 76, 80, 0, 4, 2"
    })
    void isRuledOutAtOnceWhereHardlyAnybodyElseAils(
            double here, double ofHere, double home, double ofHome, double abroad, double ofAbroad, double scopes) {
        var failure = failure(here, ofHere, home, ofHome, abroad, ofAbroad);

        assertThat(failure.nats()).isGreaterThan(CommonFailure.bar(TARGETS, scopes, YOUNG, 1));
    }

    @Test
    void isRuledOutForThreeProbesOnlyOnceItWouldHaveBeenOver() {
        var failure = failure(3, 3, 3, 300, 0, 4);

        assertThat(failure.nats())
                .isBetween(
                        CommonFailure.bar(TARGETS, CELLS, 5 * 60_000, 1), CommonFailure.bar(TARGETS, CELLS, YOUNG, 1));
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
        var bar = CommonFailure.bar(TARGETS, CELLS, YOUNG, 1);

        assertThat(CommonFailure.bar(TARGETS, CELLS, 2 * YOUNG, 1)).isLessThan(bar);
        assertThat(CommonFailure.bar(TARGETS, CELLS, YOUNG, 10)).isLessThan(bar);
        assertThat(CommonFailure.bar(10 * TARGETS, CELLS, YOUNG, 1)).isGreaterThan(bar);
        assertThat(CommonFailure.bar(TARGETS, CELLS, 10 * HOUR, 1))
                .as("some failures last until somebody mends them")
                .isEqualTo(CommonFailure.bar(TARGETS, CELLS, HOUR, 1));
    }

    private static CommonFailure failure(
            double here, double ofHere, double home, double ofHome, double abroad, double ofAbroad) {
        return new CommonFailure(
                new Standing(ofHere - here, here),
                new Standing(ofHome - home, home),
                new Standing(ofAbroad - abroad, abroad));
    }
}
