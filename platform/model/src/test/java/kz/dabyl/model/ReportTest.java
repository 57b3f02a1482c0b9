package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {

    private static final long DAY = 86_400_000;

    @ParameterizedTest(name = "received {0} ms after it was measured: misdated is {1}")
    @CsvSource({"0, false", "1000, false", "604800000, false", "604800001, true", "-300000, false", "-300001, true"})
    void believesAClockUpToSevenDaysBackAndFiveMinutesAhead(long age, boolean misdated) {
        assertThat(Samples.FULL.misdated(Samples.AT + age)).isEqualTo(misdated);
    }

    @Test
    void isDatedByItsReceiptIfItsClockCannotBeBelieved() {
        var received = Samples.AT + 8 * DAY;

        var dated = Samples.FULL.datedFor(received);

        assertThat(dated).usingRecursiveComparison().ignoringFields("at").isEqualTo(Samples.FULL);
        assertThat(dated.at()).isEqualTo(received);
    }

    @Test
    void staysAsItIsIfItsClockCanBeBelieved() {
        assertThat(Samples.FULL.datedFor(Samples.AT + DAY)).isSameAs(Samples.FULL);
    }

    @Test
    void belongsToTheCellOfItsPlaceNetworkAndAccess() {
        assertThat(Samples.FULL.cell()).isEqualTo(new Cell(Samples.PLACE, "401-01", Access.MOBILE));
        assertThat(Samples.FULL.cell()).hasToString("8820e60003fffff/401-01/mobile");
    }

    @ParameterizedTest
    @CsvSource({
        "international/1.1.1.1, INTERNATIONAL",
        "domestic/egov.kz, DOMESTIC",
        "platform/telegram.org, PLATFORM",
        "site/a/b, SITE"
    })
    void knowsTheClassesOfItsTargets(String target, TargetClass expected) {
        assertThat(Ping.answered(target, 1).targetClass()).isEqualTo(expected);
    }
}
